/** What a reader of the table should know; each is shown under it. */
export const REMARKS = [];
