// What the page calls things.

export const FAULTS = {
  jam: "Jam", stuck: "Stuck", empty: "Empty", low: "Low", slow: "Slow", hang: "Hang", gone: "Gone",
  unreadable: "Unreadable", "no-key": "No key",
  dark: "Lens covered", frozen: "Frozen",
};

const DEVICES = {
  "card-reader": "Card reader", printer: "Printer",
  "document-printer": "Document printer", "pin-pad": "PIN pad", signals: "Lights and beeper", "id-scanner": "ID scanner", camera: "Camera",
};

const DONE = {
  "insert-card": "Card inserted",
  "take-card": "Card taken",
  "pull-card": "Card pulled out",
  "before-camera": "Put before the camera",
  "empty-bin": "Retained cards taken out",
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
};

const STAFF = {
  "answer-call": "Staff answer the call",
  "approve-person": "Staff have seen this person",
  "refuse-person": "Staff say that it is somebody else",
  "approve-application": "The desk approves the application",
  "refuse-application": "The desk refuses the application",
  "try-application-again": "The desk asks for another face check",
  "activate-card": "The desk activates the card against the ID document",
};

const fault = (name) => FAULTS[name] ?? name;
const device = (name) => DEVICES[name] ?? name;

// Something that was done, in words; "" for a key of the PIN pad.
export function sayDone(action, args = {}) {
  if (action === "key") return "";
  if (action === "set-fault") return `${device(args.device)}: ${fault(args.fault)} ${args.on === "true" ? "on" : "off"}`;
  if (action === "power-cycle") return `${device(args.device)}: switched off and on`;
  if (action === "staff") return STAFF[args.word] ?? args.word;
  return DONE[action] ?? action;
}

// A line of the simulator's log, in words: an action with its arguments; anything else stays as it is.
export function sayLine(line) {
  const [action, device, fault, on] = line.split(" ");
  if (action === "set-fault" && on) return sayDone(action, { device, fault, on });
  if (action === "power-cycle" && device) return sayDone(action, { device });
  if (action === "staff" && device) return sayDone(action, { word: device });
  return DONE[line] ?? line;
}
