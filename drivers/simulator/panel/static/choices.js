// What is chosen from a list: the card in the pocket, the slip or document to look at.

const shown = new WeakMap();

// Rewrites a list only when it changed; then the first of it is chosen.
function fill(select, choices) {
  const now = JSON.stringify(choices);
  if (shown.get(select) === now) return;
  shown.set(select, now);
  select.replaceChildren(...choices.map(([value, text]) => new Option(text, value)));
}

export class Cards {
  constructor(select, pin, accounts, person) {
    this.select = select;
    this.pin = pin;
    this.accounts = accounts;
    this.person = person;
    this.cards = new Map();
    select.addEventListener("change", () => this.hint());
  }

  show(cards) {
    // one that was just taken from the dispenser is what is in the hand
    const taken = this.cards.size ? cards.findLast((card) => card.dispensed && !this.cards.has(card.card)) : undefined;
    this.cards = new Map(cards.map((card) => [card.card, card]));
    fill(this.select, cards.map((card) => [card.card, card.label]));
    if (taken) this.select.value = taken.card;
    this.hint();
  }

  // What the holder of the card knows: the PIN, the account numbers to give to somebody who wants to pay, who they are.
  hint() {
    const card = this.cards.get(this.select.value);
    const accounts = (card?.accounts ?? []).map((number) => number.replace(/(.{4})(?=.)/g, "$1 "));
    this.pin.textContent = card?.dispensed ? "as it was chosen" : card?.pin ?? "";
    this.accounts.textContent = accounts.length ? `Account ${accounts.join(", ")}` : "";
    this.person.textContent = card?.id_number ? `ID ${card.id_number}, phone ${card.phone}` : "";
  }
}

export class Slips {
  constructor(select, button, dialog, said) {
    this.select = select;
    this.dialog = dialog;
    this.said = said;
    this.part = (name) => dialog.querySelector(`[data-test="${name}"]`);
    button.addEventListener("click", () => this.look());
    this.part("close-slip").addEventListener("click", () => dialog.close());
    this.button = button;
  }

  show(names) {
    const newest = [...names].reverse();
    fill(this.select, newest.length ? newest.map((name) => [name, `Slip ${name}`]) : [["", "none yet"]]);
    this.button.setAttribute("aria-disabled", String(!newest.length));
  }

  async look() {
    const name = this.select.value;
    if (!name) { this.said("No slip was printed yet."); return; }
    const answer = await fetch(`/slips/${name}.txt`).catch(() => null);
    if (!answer?.ok) { this.said("That slip cannot be had now."); return; }
    this.part("slip-name").textContent = `Slip ${name}`;
    this.part("slip-text").textContent = await answer.text();
    this.part("slip-image").src = `/slips/${name}.png`;
    this.dialog.showModal();
  }
}

export class Documents {
  constructor(select, button, said) {
    this.select = select;
    this.button = button;
    this.said = said;
    button.addEventListener("click", () => this.open());
  }

  show(names) {
    const newest = [...names].reverse();
    fill(this.select, newest.length ? newest.map((name) => [name, `Document ${name}`]) : [["", "none yet"]]);
    this.button.setAttribute("aria-disabled", String(!newest.length));
  }

  // In a tab of its own, by the browser's own reader.
  open() {
    const name = this.select.value;
    if (!name) { this.said("No document was printed yet."); return; }
    window.open(`/documents/${name}.pdf`, "_blank", "noopener");
  }
}
