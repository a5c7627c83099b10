// What the page calls things.

export const FAULTS = {
  jam: "Jam", stuck: "Stuck", empty: "Empty", low: "Low", slow: "Slow", hang: "Hang", gone: "Gone",
  unreadable: "Unreadable", "no-key": "No key",
  "dead-microphone": "Dead microphone", echo: "Hears its echo",
  dark: "Lens covered", frozen: "Frozen",
  "jam-at-feed": "Jam at feed", "jam-at-present": "Jam at present", "jam-at-retain": "Jam at retain", "bin-full": "Bin full",
  "wrong-digit": "Writes a wrong digit", "wrong-sequence": "Writes a wrong sequence", "dead-chip": "Dead chips",
  "one-wrong-card": "One card written wrong", "one-dead-card": "One dead chip",
  "lost-feed": "Answer lost at feed", "lost-encode": "Answer lost at encode",
  "lost-present": "Answer lost at present", "lost-retain": "Answer lost at retain",
};

const DEVICES = {
  "card-reader": "Card reader", "card-dispenser": "Card dispenser", printer: "Printer",
  "document-printer": "Document printer", "pin-pad": "PIN pad", signals: "Lights and beeper", "id-scanner": "ID scanner", camera: "Camera",
  audio: "Sound",
};

const DONE = {
  "insert-card": "Card inserted",
  "take-card": "Card taken",
  "pull-card": "Card pulled out",
  "before-camera": "Put before the camera",
  "empty-bin": "Retained cards taken out",
  "take-dispensed-card": "New card taken",
  "fill-hopper": "Hopper filled",
  "empty-dispenser-bin": "Cards taken out of the dispenser's bin",
  "take-slip": "Slip taken",
  "start-recording": "Recording a story",
  "stop-recording": "Story recorded",
  "refill-paper": "New roll of paper put in",
  "take-document": "Document taken",
  "lay-id-document": "ID document laid in",
  "take-id-document": "ID document taken",
  "pull-id-document": "ID document pulled out",
  "empty-id-bin": "Retained ID documents taken out",
  "refill-tray": "Paper tray filled",
  say: "Said",
  "plug-headset": "Headset plugged in",
  "unplug-headset": "Headset pulled out",
};

const STAFF = {
  "answer-call": "Staff answer the call",
  "approve-person": "Staff have seen this person",
  "refuse-person": "Staff say that it is somebody else",
  "approve-application": "The desk is asked to approve; its answer is printed below the panel's address",
  "refuse-application": "The desk is asked to refuse; its answer is printed below the panel's address",
  "try-application-again": "The desk is asked for another face check; its answer is printed below the panel's address",
  "activate-card": "The desk is asked to activate the card; its answer is printed below the panel's address",
};

const DOORS = { upper: "Upper door", safe: "Safe door" };
const SWITCH = { customer: "customers", operator: "staff" };

const fault = (name) => FAULTS[name] ?? name;
const device = (name) => DEVICES[name] ?? name;

// Something that was done, in words; "" for a key of the PIN pad.
export function sayDone(action, args = {}) {
  if (action === "key") return "";
  if (action === "set-fault") return `${device(args.device)}: ${fault(args.fault)} ${args.on === "true" ? "on" : "off"}`;
  if (action === "power-cycle") return `${device(args.device)}: switched off and on`;
  if (action === "open-door") return `${DOORS[args.door] ?? args.door} opened`;
  if (action === "close-door") return `${DOORS[args.door] ?? args.door} closed`;
  if (action === "turn-switch") return `Switch turned to ${SWITCH[args.to] ?? args.to}`;
  if (action === "staff") return STAFF[args.word] ?? args.word;
  return DONE[action] ?? action;
}

// A line of the simulator's log, in words: an action with its arguments; anything else stays as it is.
export function sayLine(line) {
  const [action, device, fault, on] = line.split(" ");
  if (action === "set-fault" && on) return sayDone(action, { device, fault, on });
  if (action === "power-cycle" && device) return sayDone(action, { device });
  if (["open-door", "close-door"].includes(action) && device) return sayDone(action, { door: device });
  if (action === "turn-switch" && device) return sayDone(action, { to: device });
  if (action === "staff" && device) return sayDone(action, { word: device });
  return DONE[line] ?? line;
}
