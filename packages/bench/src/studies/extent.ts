/** How much of a study is made: `short` as a part of the article study, with fewer sizes and one batch of processes. */
export type Extent = 'short' | 'whole';
