// What the bank wrote to phones, the newest first.

export class Messages {
  constructor(list) {
    this.list = list;
    this.shown = [];
    this.none();
  }

  // Only what is new is added: who listens to the page hears each message once.
  show(messages) {
    const now = messages.map((message) => JSON.stringify(message));
    if (now.length && !this.shown.length) this.list.replaceChildren();
    const known = this.shown.length ? now.indexOf(this.shown[0]) : -1;
    this.list.prepend(...messages.slice(0, known < 0 ? now.length : known).map((message) => this.item(message)));
    while (this.list.childElementCount > Math.max(now.length, 1)) this.list.lastElementChild.remove();
    this.shown = now;
    if (!now.length) this.none();
  }

  item({ to, text, at }) {
    const item = document.createElement("li");
    const head = document.createElement("p");
    const phone = document.createElement("b");
    phone.textContent = to;
    const time = document.createElement("time");
    time.dateTime = at;
    time.textContent = new Date(at).toLocaleTimeString("en-GB");
    head.append("To ", phone, " at ", time);
    const said = document.createElement("p");
    said.className = "text";
    said.textContent = text;
    item.append(head, said);
    return item;
  }

  none() {
    const item = document.createElement("li");
    item.textContent = "No message yet.";
    this.list.replaceChildren(item);
  }
}
