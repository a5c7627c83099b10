// The devices: what each shows, in words and in its drawing.

import { showCabinet } from "./cabinet.js";
import { showDispenser } from "./dispenser.js";
import { FAULTS } from "./words.js";

const find = (name) => document.querySelector(`[data-test="${name}"]`);
const section = (device) => document.querySelector(`[data-device="${device}"]`);

const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;

function say(name, sentence, trouble = false) {
  const place = find(name);
  if (place.textContent !== sentence) place.textContent = sentence;
  place.classList.toggle("trouble", trouble);
  return place;
}

// Not `disabled`: the focus stays where it is, and pressing it says why it cannot be done.
function allow(name, possible) {
  find(name).setAttribute("aria-disabled", String(!possible));
}

function light(element, state, text) {
  element.dataset.state = state;
  const output = element.querySelector("output");
  if (output.textContent !== text) output.textContent = text;
}

// -- faults: buttons are made once, so that the focus stays on them ---------------------------------------------------

function faults(device, state) {
  const place = section(device).querySelector(".faults");
  for (const fault of state.known_faults ?? []) {
    let button = find(`fault-${device}-${fault}`);
    if (!button) {
      button = document.createElement("button");
      Object.assign(button, { type: "button", className: "fault", textContent: FAULTS[fault] ?? fault });
      Object.assign(button.dataset, { test: `fault-${device}-${fault}`, fault, device });
      place.append(button);
    }
    button.setAttribute("aria-pressed", String(state.faults.includes(fault)));
  }
}

function trouble(state) {
  if (state.faults.includes("gone")) return "Gone: it does not answer the terminal at all. ";
  if (state.faults.includes("hang")) return "Hangs: it takes calls and answers none. ";
  return "";
}

// -- each device ------------------------------------------------------------------------------------------------------

function cardReader(state) {
  const place = section("card-reader");
  place.dataset.position = state.position;
  place.dataset.gate = state.gate_open ? "open" : "closed";
  const jammed = state.faults.includes("jam");
  const where = {
    absent: state.gate_open ? "Waits for a card." : "No card. The gate is closed until the terminal asks for one.",
    inside: `Holds ${state.card}.`,
    "at-gate": `Gives back ${state.card}.`,
  }[state.position] ?? state.position;
  const kept = state.retained.length ? ` In the bin: ${state.retained.join(", ")}.` : "";
  const fault = trouble(state) || (jammed ? "Jammed. " : "");
  say("card-reader-state", fault + where + kept, Boolean(fault));
  allow("insert-card", state.position === "absent" && state.gate_open);
  allow("take-card", state.position === "at-gate");
  allow("pull-card", state.position !== "absent");
  allow("empty-bin", state.retained.length > 0);
}

function printer(state) {
  const place = section("printer");
  const picture = place.querySelector(".paper img");
  if (state.waiting) {
    place.dataset.waiting = state.waiting;
    picture.src = `/slips/${state.waiting}.png`;
  } else {
    delete place.dataset.waiting;
  }
  const empty = state.faults.includes("empty") || state.paper <= 0;
  const where = state.waiting ? `Slip ${state.waiting} hangs at the outlet.` : "No slip at the outlet.";
  const paper = empty ? "" : ` Paper for ${plural(state.paper, "slip", "slips")}.`;
  const bin = state.retracted ? ` Drawn back: ${state.retracted}.` : "";
  const fault = trouble(state) || (state.faults.includes("jam") ? "Jammed. " : empty ? "Out of paper. " : "");
  say("printer-state", fault + where + paper + bin, Boolean(fault));
  allow("take-slip", Boolean(state.waiting));
}

function documentPrinter(state) {
  const empty = state.faults.includes("empty") || state.sheets <= 0;
  const where = state.waiting ? `Document ${state.waiting} lies at the outlet.` : "No document at the outlet.";
  const paper = empty ? "" : ` ${plural(state.sheets, "sheet", "sheets")} in the tray.`;
  const bin = state.retracted ? ` Drawn back: ${state.retracted}.` : "";
  const fault = trouble(state) || (state.faults.includes("jam") ? "Jammed. " : empty ? "Out of paper. " : "");
  say("document-printer-state", fault + where + paper + bin, Boolean(fault));
  allow("take-document", Boolean(state.waiting));
}

function pinPad(state) {
  const gone = state.gone ? "Its process does not answer. " : trouble(state);
  const fault = gone || (state.faults.includes("no-key") ? "No key is loaded. " : "");
  const entered = `PIN entry: ${plural(state.digits, "digit", "digits")}.`;
  const sentence = fault + (state.entering ? entered : "Keys go to the terminal in clear.");
  const place = find("pin-pad-state");
  if (place.dataset.shows === sentence) return;
  place.dataset.shows = sentence;
  say("pin-pad-state", sentence, Boolean(fault));
  if (state.entering) place.append(dots(state.digits));
}

function dots(digits) {
  const row = document.createElement("span");
  row.className = "dots";
  row.setAttribute("aria-hidden", "true");
  for (let i = 0; i < Math.max(6, digits); i++) row.append(document.createElement("i"));
  [...row.children].slice(0, digits).forEach((dot) => dot.classList.add("full"));
  return row;
}

function signals(state) {
  showCabinet(state);
  for (const element of document.querySelectorAll("[data-light]")) {
    const shows = state.lights[element.dataset.light] ?? "off";
    light(element, shows, shows);
  }
  const beeps = find("beeps");
  const more = Number(beeps.dataset.count ?? state.beeps) < state.beeps;
  beeps.dataset.count = state.beeps;
  light(beeps, "off", String(state.beeps));
  if (more) {
    beeps.dataset.state = "on";
    clearTimeout(signals.quiet);
    signals.quiet = setTimeout(() => { beeps.dataset.state = "off"; }, 400);
  }
}

const SHOW = {
  "card-reader": cardReader, "card-dispenser": showDispenser, printer, "document-printer": documentPrinter, "pin-pad": pinPad, signals,
  camera: () => {}, // people.js
  "id-scanner": () => {}, // id_documents.js
  audio: () => {}, // sound.js
};

export function showDevices(devices) {
  for (const [name, state] of Object.entries(devices)) {
    if (!SHOW[name]) continue;
    faults(name, state);
    SHOW[name](state);
  }
}
