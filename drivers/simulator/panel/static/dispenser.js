// The card dispenser: where the card on its way is, what is in hopper and bin.

const find = (name) => document.querySelector(`[data-test="${name}"]`);

// Not `disabled`: the focus stays where it is, and pressing it says why it cannot be done.
const allow = (name, possible) => find(name).setAttribute("aria-disabled", String(!possible));

function say(name, sentence, trouble = false) {
  const place = find(name);
  if (place.textContent !== sentence) place.textContent = sentence;
  place.classList.toggle("trouble", trouble);
}

const BLANK = "a card without a number";

function wrong(state) {
  if (state.faults.includes("gone")) return "Gone: it does not answer the terminal at all. ";
  if (state.faults.includes("hang")) return "Hangs: it takes calls and answers none. ";
  if (state.faults.includes("jam")) return "Jammed. ";
  return "";
}

export function showDispenser(state) {
  const card = state.card || BLANK;
  const where = { absent: "No card is on its way.", inside: `Holds ${card}.`, "at-gate": `Presents ${card}.` }[state.position]
    ?? state.position;
  const fault = wrong(state) || (state.hopper ? "" : "Out of cards. ");
  say("card-dispenser-state", fault + where, Boolean(fault));
  const hopper = `${state.hopper} ${state.hopper === 1 ? "card" : "cards"} in the hopper${state.low ? ": few" : ""}.`;
  const kept = state.retained.map((masked) => masked || BLANK).join(", ");
  const bin = `${state.bin_full ? "The bin is full" : "In the bin"}: ${kept || "nothing"}.`;
  say("dispenser-stock", `${hopper} ${bin} Fed ${state.fed}, presented ${state.presented}.`, state.bin_full);
  allow("take-dispensed-card", state.position === "at-gate" && !state.faults.includes("jam"));
  allow("empty-dispenser-bin", state.bin_full || state.retained.length > 0);
}
