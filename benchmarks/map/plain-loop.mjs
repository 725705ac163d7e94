// The quickest plain loop in one process: whole chunks are split, parsed line by line and written as one.
const double = (x) => x * 2;
let rest = '';
for await (const chunk of process.stdin.setEncoding('utf8')) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop();
  process.stdout.write(lines.map((line) => `${JSON.stringify(double(JSON.parse(line)))}\n`).join(''));
}
