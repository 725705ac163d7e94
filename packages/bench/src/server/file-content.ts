/**
 * Makes the bytes that the loopback server sends for a name: the same on every call.
 * @param bytes - 0 and up
 */
export function fileContent(name: string, bytes: number): Uint8Array {
  let state = 7;
  for (const character of name) state = (Math.imul(state, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  const content = new Uint8Array(bytes);
  for (let i = 0; i < bytes; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    content[i] = state >>> 24;
  }
  return content;
}
