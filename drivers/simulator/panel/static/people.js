// Who stands before the camera, what they do there, and what the camera then sees.

const PICTURE_MS = 250; // between two pictures, while the section is open
const AGAIN_MS = 2000; // after one that could not be had

const ACTS = [
  ["still", "Stand still"], ["blink", "Blink"], ["turn-left", "Turn to their left"],
  ["turn-right", "Turn to their right"], ["open-mouth", "Open the mouth"], ["look-away", "Look away"],
  ["too-near", "Stand too near"], ["too-far", "Stand too far away"], ["dark", "Stand in the dark"],
  ["against-light", "Stand against the light"], ["mask", "Wear a mask"], ["walk-away", "Walk away"],
  ["photo:flat", "Hold up a photo of …"], ["photo:tilted", "Hold up a photo of …, tilted"],
  ["photo:bent", "Hold up a photo of …, bent"], ["photo:holes", "Wear a paper face of … with eye holes"],
  ["tablet:photo", "Hold up a tablet with a photo of …"], ["tablet:replay", "Hold up a tablet that replays …"],
  ["friend", "Bring …"], ["swap", "Change places with … when asked"],
];
const ALONE = ACTS.findIndex(([act]) => act === "photo:flat");
const OWNER = ["card-owner", "Whoever's card it is"];
const NOBODY = ["nobody", "Nobody"];

const find = (name) => document.querySelector(`[data-test="camera-${name}"]`);

function fill(select, choices) {
  if (select.options.length === choices.length) return;
  select.replaceChildren(...choices.map(([value, text]) => new Option(text, value)));
}

export class People {
  // `act(action, args)` does what a hand does.
  constructor(act) {
    this.act = act;
    this.state = null;
    this.number = 0;
    this.details = find("details");
    this.picture = find("picture");
    fill(find("act"), ACTS);
    find("act").addEventListener("change", () => this.choose());
    find("obeys").addEventListener("change", () => this.obey());
    document.querySelector('[data-test="put-before-camera"]').addEventListener("click", () => this.put());
    this.details.addEventListener("toggle", () => this.look());
    document.addEventListener("visibilitychange", () => this.look());
    this.picture.addEventListener("load", () => this.later(PICTURE_MS));
    this.picture.addEventListener("error", () => this.later(AGAIN_MS));
    this.choose();
  }

  show(state) {
    if (!state) return;
    const first = !this.state;
    this.state = state;
    const people = state.people.map(({ id, name }) => [id, name]);
    fill(find("person"), [OWNER, ...people, NOBODY]);
    fill(find("other"), people);
    if (first) this.chooseAsItIs(state);
    find("obeys").checked = state.obeys;
    const name = people.find(([id]) => id === state.standing)?.[1];
    const sees = name ? `${name}${state.act === "still" ? "" : ` (${state.act})`}` : "nobody";
    this.say("state", `${state.on ? "On" : "Off"}. Before it: ${sees}.`);
    const [drawn, all] = state.drawn;
    this.say("progress", drawn < all ? `Drawing: ${drawn} of ${all} pictures` : "All pictures are drawn");
    Object.assign(find("drawn"), { max: Math.max(all, 1), value: all ? drawn : 1 });
  }

  chooseAsItIs({ person, act }) {
    const [word, other, way] = act.split(":");
    find("person").value = person;
    find("act").value = way ? `${word}:${way}` : word;
    if (other) find("other").value = other;
    this.choose();
  }

  // Nobody else is needed for what one does alone.
  choose() {
    const alone = find("act").selectedIndex < ALONE;
    find("other").hidden = alone;
    document.querySelector('label[for="camera-other"]').hidden = alone;
  }

  put() {
    const [word, way] = find("act").value.split(":");
    const other = find("act").selectedIndex < ALONE ? "" : find("other").value;
    const act = [word, other, way].filter(Boolean).join(":");
    this.act("before-camera", { person: find("person").value, act, obeys: String(find("obeys").checked) });
  }

  // The switch alone changes nothing else.
  obey() {
    const { person, act } = this.state;
    this.act("before-camera", { person, act, obeys: String(find("obeys").checked) });
  }

  look() {
    clearTimeout(this.waiting);
    if (!this.details.open || document.hidden) return;
    this.number += 1;
    this.picture.src = `/camera.jpg?${this.number}`;
  }

  later(ms) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.look(), ms);
  }

  say(name, sentence) {
    const place = find(name);
    if (place.textContent !== sentence) place.textContent = sentence;
  }
}
