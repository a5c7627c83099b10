// The terminal's live screen: draws the newest frame, passes on the pointer and the keyboard.

const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock", "Fn"]);

export class Screen {
  constructor(canvas, link) {
    this.canvas = canvas;
    this.link = link;
    this.pixels = canvas.getContext("2d", { alpha: false });
    this.newest = null;
    this.drawing = false;
    this.moved = null;
    canvas.addEventListener("pointerdown", (event) => this.pressed(event));
    canvas.addEventListener("pointermove", (event) => this.dragged(event));
    canvas.addEventListener("pointerup", (event) => this.released(event));
    canvas.addEventListener("pointercancel", (event) => this.released(event));
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("keydown", (event) => this.typed(event));
  }

  // A frame that comes while another is being unpacked waits; of several only the newest is shown.
  async show(jpeg) {
    this.newest = jpeg;
    if (this.drawing) return;
    this.drawing = true;
    while (this.newest) {
      const frame = this.newest;
      this.newest = null;
      const picture = await createImageBitmap(frame).catch(() => null);
      if (picture) this.draw(picture);
    }
    this.drawing = false;
  }

  draw(picture) {
    const { canvas } = this;
    if (canvas.width !== picture.width || canvas.height !== picture.height) {
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.style.setProperty("--ratio", String(picture.width / picture.height));
    }
    this.pixels.drawImage(picture, 0, 0);
    picture.close();
    canvas.dataset.frames = String(Number(canvas.dataset.frames ?? 0) + 1);
  }

  // Where the pointer is, as parts of the picture's width and height.
  place(event) {
    const box = this.canvas.getBoundingClientRect();
    const part = (value) => Math.min(1, Math.max(0, value));
    return { x: part((event.clientX - box.left) / box.width), y: part((event.clientY - box.top) / box.height) };
  }

  pressed(event) {
    if (event.button !== 0) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.link.input({ kind: "press", ...this.place(event) });
  }

  dragged(event) {
    if (!this.canvas.hasPointerCapture(event.pointerId)) return;
    if (!this.moved) requestAnimationFrame(() => this.sendMove());
    this.moved = this.place(event);
  }

  sendMove() {
    if (this.moved) this.link.input({ kind: "move", ...this.moved });
    this.moved = null;
  }

  released(event) {
    if (!this.canvas.hasPointerCapture(event.pointerId)) return;
    this.sendMove();
    this.link.input({ kind: "release", ...this.place(event) });
  }

  // Tab stays the browser's, so that the keyboard can leave; so do its shortcuts. A key held down counts once.
  typed(event) {
    if (event.key === "Tab" || MODIFIERS.has(event.key) || event.isComposing) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (!event.repeat) this.link.input({ kind: "key", key: event.key });
  }
}
