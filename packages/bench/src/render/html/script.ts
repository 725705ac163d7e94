/** All the script of a page: a filter of rows, and a note beside the pointer. Without it everything can be read. */
export const SCRIPT = `
document.documentElement.classList.add('scripted');
for (const input of document.querySelectorAll('.filter input')) {
  const count = input.parentElement.querySelector('output');
  const rows = [...document.querySelectorAll('[data-filter="' + input.name + '"]')];
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\\s+/);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    count.textContent = shown + ' of ' + rows.length;
  });
}
const note = document.body.appendChild(document.createElement('div'));
note.className = 'hover';
note.hidden = true;
document.addEventListener('pointermove', (event) => {
  const title = event.target.closest?.('svg.chart g *')?.querySelector(':scope > title');
  note.hidden = !title;
  if (!title) return;
  note.textContent = title.textContent;
  const { width, height } = note.getBoundingClientRect();
  note.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 8)) + 'px';
  note.style.top = Math.max(4, event.clientY - height - 12) + 'px';
});
`;
