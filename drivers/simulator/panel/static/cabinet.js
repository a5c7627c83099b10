// Doors and operator switch: what staff open and turn.

const find = (name) => document.querySelector(`[data-test="${name}"]`);

const DOORS = { upper: "upper door", safe: "safe door" };
const SWITCH = { customer: "customers", operator: "staff" };

const rewrite = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

export function showCabinet(state) {
  const open = state.open_doors ?? [];
  for (const [door, name] of Object.entries(DOORS)) {
    const button = find(`door-${door}`);
    button.dataset.do = open.includes(door) ? "close-door" : "open-door";
    rewrite(button, `${open.includes(door) ? "Close" : "Open"} the ${name}`);
  }
  const other = state.switch === "operator" ? "customer" : "operator";
  const turn = find("turn-switch");
  turn.dataset.to = other;
  rewrite(turn, `Turn the switch to ${SWITCH[other]}`);
  const doors = open.map((door) => DOORS[door]).join(" and ");
  const said = doors ? `Open: ${doors}.` : "All doors are closed.";
  const place = find("cabinet-state");
  rewrite(place, `${said} The switch stands for ${SWITCH[state.switch] ?? state.switch}.`);
  place.classList.toggle("trouble", open.length > 0);
}
