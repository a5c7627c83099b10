// The one connection to the simulator: snapshots and frames come in, actions and touches go out.

const AGAIN_MS = 1000;
const RESTARTED = "The simulator was started again, or this browser's session has ended. "
  + "Open the new address that it printed where it was started; this page then goes on by itself.";

export class Link {
  // `on`: { snapshot(state), frame(blob), state("open" | "lost" | "refused", sentence), said(sentence) }
  constructor(on) {
    this.on = on;
    this.next = 1;
    this.waiting = new Map();
    this.socket = null;
  }

  open() {
    const socket = new WebSocket(`ws://${location.host}/live`);
    socket.binaryType = "blob";
    socket.onopen = () => { this.socket = socket; this.on.state("open", "Connected"); };
    socket.onmessage = (event) => this.arrived(event.data);
    socket.onclose = () => this.closed();
  }

  // Do what a hand does. Gives "" or the sentence that says why not.
  act(action, args = {}) {
    if (!this.socket) return Promise.resolve("Not connected to the simulator.");
    const id = this.next++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.socket.send(JSON.stringify({ do: action, args, id }));
    });
  }

  // Touch or type on the terminal's screen; nothing is answered unless it fails.
  input(event) {
    this.socket?.send(JSON.stringify({ screen: event }));
  }

  arrived(data) {
    if (data instanceof Blob) { this.on.frame(data); return; }
    const message = JSON.parse(data);
    if (message.type === "snapshot") { this.on.snapshot(message); return; }
    const resolve = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (resolve) resolve(message.error ?? "");
    else if (message.error) this.on.said(message.error);
  }

  async closed() {
    this.socket = null;
    for (const resolve of this.waiting.values()) resolve("The connection was lost.");
    this.waiting.clear();
    // A browser is not told why a socket was refused: a page that is refused too says that the session is gone.
    const refused = await fetch("/snapshot").then((answer) => answer.status === 403, () => false);
    if (refused) this.on.state("refused", RESTARTED);
    else this.on.state("lost", "Connection lost. Trying again…");
    setTimeout(() => this.open(), AGAIN_MS);
  }
}
