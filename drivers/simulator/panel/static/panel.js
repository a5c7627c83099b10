// The panel: wires the page to the simulator.

import { Cards, Documents, Slips } from "./choices.js";
import { Events } from "./events.js";
import { showDevices } from "./hardware.js";
import { IdDocuments } from "./id_documents.js";
import { Link } from "./link.js";
import { Messages } from "./messages.js";
import { People } from "./people.js";
import { Screen } from "./screen.js";
import { Sound } from "./sound.js";
import { sayDone, sayLine } from "./words.js";

const find = (name) => document.querySelector(`[data-test="${name}"]`);

const TYPED = { Backspace: "clear", Delete: "clear" };

function said(sentence, refused = true) {
  const place = find("said");
  place.textContent = sentence;
  place.classList.toggle("refused", refused);
}

const link = new Link({
  snapshot: (state) => {
    showDevices(state.devices);
    cards.show(state.cards);
    slips.show(state.devices.printer?.slips ?? []);
    documents.show(state.devices["document-printer"]?.documents ?? []);
    messages.show(state.messages);
    people.show(state.devices.camera);
    idDocuments.show(state.devices["id-scanner"], state.id_documents ?? []);
    sound.show(state.devices.audio);
    events.show(state.log.map(sayLine));
    find("no-screen").hidden = state.screen;
    find("start-recording").hidden = Boolean(state.recording);
    find("stop-recording").hidden = !state.recording;
    find("recording").hidden = !state.recorded;
  },
  frame: (jpeg) => screen.show(jpeg),
  state: (name, sentence) => {
    document.body.dataset.link = name;
    find("link").textContent = name === "refused" ? "Not connected" : sentence;
    find("lost").textContent = name === "refused" ? sentence : "";
    find("lost").hidden = name !== "refused";
  },
  said,
});

const screen = new Screen(find("screen"), link);
const cards = new Cards(find("card-select"), find("card-pin"), find("card-accounts"), find("card-person"));
const slips = new Slips(find("slip-select"), find("show-slip"), find("slip-dialog"), said);
const documents = new Documents(find("document-select"), find("open-document"), said);
const events = new Events(find("log"));
const messages = new Messages(find("messages"));

const people = new People(act);
const idDocuments = new IdDocuments();
const sound = new Sound(act);

async function act(action, args = {}) {
  const refused = await link.act(action, args);
  const done = sayDone(action, args);
  said(refused || (done && `${done}.`), Boolean(refused));
}

// -- hands ------------------------------------------------------------------------------------------------------------

const ARGS = {
  "insert-card": () => ({ card: find("card-select").value }),
  staff: ({ dataset: { word } }) => (word === "activate-card" ? { word, document: idDocuments.chosen().document } : { word }),
  "open-door": (button) => ({ door: button.dataset.door }),
  "close-door": (button) => ({ door: button.dataset.door }),
  "turn-switch": (button) => ({ to: button.dataset.to }),
  "lay-id-document": () => idDocuments.chosen(),
  "power-cycle": (button) => ({ device: button.closest("[data-device]").dataset.device }),
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { do: action, key, fault, device } = button.dataset;
  if (action) act(action, ARGS[action]?.(button));
  else if (key) act("key", { key });
  else if (fault) act("set-fault", { device, fault, on: String(button.getAttribute("aria-pressed") !== "true") });
});

document.querySelector(".pad").addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const key = /^[0-9]$/.test(event.key) ? event.key : TYPED[event.key];
  if (!key) return;
  event.preventDefault();
  act("key", { key });
});

link.open();
