// Loudspeaker, headset and microphone: what the terminal says, and what the customer says to it.

const find = (name) => document.querySelector(`[data-test="${name}"]`);

export class Sound {
  // `act` does something at the terminal.
  constructor(act) {
    this.shown = "";
    find("customer-says").addEventListener("submit", (event) => {
      event.preventDefault();
      act("say", {
        text: find("say-text").value.trim(), language: find("say-language").value, noise: find("say-noise").value,
      });
      find("say-text").select();
    });
  }

  show(state) {
    if (!state) return;
    const headset = find("headset");
    headset.textContent = state.headset ? "Pull out the headset" : "Plug in a headset";
    headset.dataset.do = state.headset ? "unplug-headset" : "plug-headset";
    const trouble = state.faults.includes("gone") || state.faults.includes("hang");
    const last = state.spoken.at(-1);
    const says = last?.state === "playing" ? `Says: ${last.text || "a tone"}` : "Says nothing.";
    const hears = state.faults.includes("dead-microphone") ? "The microphone is dead."
      : state.listening ? "Listens." : "Does not listen.";
    const where = state.headset ? "Headset. " : "";
    const sentence = trouble ? "Gone, or it hangs: it answers nothing." : `${where}${hears} ${says}`;
    const place = find("sound-state");
    if (place.textContent !== sentence) place.textContent = sentence;
    place.classList.toggle("trouble", trouble);
    this.captions(state.spoken);
  }

  // Lines that are there stay: whoever listens to the page hears each once.
  captions(spoken) {
    const lines = spoken.map(({ text, state }) => `${text || "(a tone)"}${state === "stopped" ? " (stopped)" : ""}`);
    const now = JSON.stringify(lines);
    if (now === this.shown) return;
    this.shown = now;
    const list = find("captions");
    while (list.childElementCount && list.firstElementChild.textContent !== lines[0]) list.firstElementChild.remove();
    lines.forEach((line, place) => {
      const item = list.children[place] ?? list.appendChild(document.createElement("li"));
      if (item.textContent !== line) item.textContent = line;
    });
    while (list.childElementCount > lines.length) list.lastElementChild.remove();
    list.scrollTop = list.scrollHeight;
  }
}
