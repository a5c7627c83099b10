// The ID document scanner: what lies in it, and what can be laid in, and how.

const HOW = [
  ["straight", "As it should be"], ["skewed", "Askew"], ["upside-down", "Upside down"],
  ["wrong-kind", "A library card instead"], ["damaged", "With a broken chip"], ["expired", "Expired"],
  ["altered", "With an altered number"], ["snatched", "And snatch it back at once"],
];

const find = (name) => document.querySelector(`[data-test="${name}"]`);

// Not `disabled`: the focus stays where it is, and pressing it says why it cannot be done.
const allow = (name, possible) => find(name).setAttribute("aria-disabled", String(!possible));

export class IdDocuments {
  constructor() {
    this.documents = "";
    find("id-how").replaceChildren(...HOW.map(([value, text]) => new Option(text, value)));
  }

  show(state, documents) {
    const now = JSON.stringify(documents);
    if (now !== this.documents) {
      this.documents = now;
      find("id-select").replaceChildren(...documents.map((one) => new Option(one.label, one.document)));
    }
    if (state) this.scanner(state);
  }

  scanner(state) {
    const where = {
      absent: state.slot_open ? "Waits for a document." : "The slot is closed until the terminal asks for a document.",
      inside: `Holds ${state.document}.`,
      "at-slot": `Gives back ${state.document}.`,
    }[state.position] ?? state.position;
    const kept = state.retained.length ? ` In the bin: ${state.retained.join(", ")}.` : "";
    const fault = state.faults.includes("gone") ? "Gone: it does not answer the terminal at all. "
      : state.faults.includes("hang") ? "Hangs: it takes calls and answers none. "
      : state.faults.includes("jam") ? "Jammed. " : "";
    const place = find("id-scanner-state");
    const sentence = fault + where + kept;
    if (place.textContent !== sentence) place.textContent = sentence;
    place.classList.toggle("trouble", Boolean(fault));
    allow("lay-id-document", state.position === "absent" && state.slot_open);
    allow("take-id-document", state.position === "at-slot");
    allow("pull-id-document", state.position !== "absent");
    allow("empty-id-bin", state.retained.length > 0);
  }

  // What is laid in, and how.
  chosen() {
    return { document: find("id-select").value, how: find("id-how").value };
  }
}
