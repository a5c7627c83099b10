// What happened, the newest at the foot, with the time it came to this page (none: before the page was opened).

const MOST = 200;

export class Events {
  constructor(list) {
    this.list = list;
    this.lines = [];
    this.first = true;
  }

  // `lines` are the last ones that the simulator keeps: those that follow on what was shown are new.
  show(lines) {
    let start = Math.max(0, this.lines.length - lines.length);
    while (start < this.lines.length && !this.follows(lines, start)) start++;
    const fresh = lines.slice(this.lines.length - start);
    this.lines = lines;
    const below = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 8;
    const time = this.first ? "" : new Date().toLocaleTimeString("en-GB");
    this.first = false;
    fresh.forEach((line) => this.add(line, time));
    if (fresh.length && below) this.list.scrollTop = this.list.scrollHeight;
  }

  follows(lines, start) {
    return this.lines.slice(start).every((line, i) => line === lines[i]);
  }

  add(line, when) {
    const last = this.list.lastElementChild;
    if (last?.dataset.line === line) {   // six keys of a PIN are one line
      last.firstElementChild.textContent = when;
      last.dataset.times = Number(last.dataset.times) + 1;
      last.lastElementChild.textContent = `${line} × ${last.dataset.times}`;
      return;
    }
    const item = document.createElement("li");
    Object.assign(item.dataset, { line, times: 1 });
    const time = document.createElement("time");
    time.textContent = when;
    const text = document.createElement("span");
    text.textContent = line;
    item.append(time, text);
    this.list.append(item);
    while (this.list.childElementCount > MOST) this.list.firstElementChild.remove();
  }
}
