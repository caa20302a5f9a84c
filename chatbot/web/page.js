/* The page's own script: buttons inside our markup, what screen readers hear, drafts that survive a reload.
   It evaluates nothing and writes text only; all markup comes ready and encoded from the server. */
(() => {
  "use strict";
  const one = (selector, from = document) => from.querySelector(selector);
  const said = (key) => { const at = one("#beleg-texts"); return at ? at.dataset[key] || "" : ""; };
  const field = (id) => one(`#${id} textarea, #${id} input`);
  const pasteFields = ["paste-title", "paste-text", "paste-source", "paste-date"];
  const drafts = ["question", "since", "until", ...pasteFields];
  const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const touch = () => matchMedia("(pointer: coarse)").matches;
  const narrow = () => matchMedia("(max-width: 900px)").matches;
  const kept = {
    get(name) { try { return sessionStorage.getItem(`beleg-${name}`); } catch { return null; } },
    set(name, value) { try { sessionStorage.setItem(`beleg-${name}`, value); } catch { /* a browser that keeps nothing */ } },
  };

  const token = () => {
    let name = kept.get("token");
    if (!/^[0-9a-f]{32}$/.test(name || "")) {
      name = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
      kept.set("token", name);
    }
    return name;
  };

  const put = (id, value) => {
    const box = field(id);
    if (!box || box.value === value) return;
    box.value = value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const press = (id) => { const b = one(`#${id}`); (b && b.tagName === "BUTTON" ? b : one("button", b))?.click(); };
  // Gradio takes a field's value over in its next turn; only then may the button that uses it be pressed.
  const soon = (work) => setTimeout(work, 60);
  const send = (command) => { put("command", JSON.stringify(command)); soon(() => press("command-go")); };

  /* Asking */
  let asked = null, askedAt = 0, own = null;
  const ask = () => {
    const box = field("question");
    if (!box || !box.value.trim()) { complain(said("empty")); box?.focus(); return false; }
    if (one("#current .turn[data-busy]")) { complain(said("wait")); return false; }
    // A second Enter before the first has shown any effect is no second question.
    if (asked === box.value.trim() && performance.now() - askedAt < 1500) return false;
    asked = own = box.value.trim();
    askedAt = performance.now();
    wanted = false;
    complain("");
    return true;
  };
  const count = () => {
    const box = field("question"), at = one("#counter");
    if (!box || !at) return;
    const max = Number(at.dataset.max), n = [...box.value].length;
    at.textContent = at.dataset.text.replace("{n}", n).replace("{max}", max);
    at.classList.toggle("near", n > max * 0.9);
    at.classList.toggle("over", n > max);
  };

  /* Messages that are not part of the conversation */
  const complain = (text) => {
    let bar = one("#beleg-alert");
    if (!bar) {
      bar = document.createElement("div");
      bar.id = "beleg-alert";
      bar.setAttribute("role", "alert");
      document.body.append(bar);
    }
    bar.textContent = text;
    bar.classList.toggle("shown", Boolean(text));
  };
  const announce = (text, lang = "") => {
    const live = one("#beleg-live");
    if (!live || live.textContent === text) return;
    live.lang = lang || document.documentElement.lang;
    live.textContent = text;
  };
  const plainFetch = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const address = String(input instanceof Request ? input.url : input);
    const ours = address.includes("/gradio_api/");
    try {
      const answer = await plainFetch(input, init);
      if (address.includes("/gradio_api/run/")) {
        // Where the panel shows that very article already nothing changes in it, but the reader wants to be taken there.
        const mine = awaited;
        awaited = false;
        setTimeout(() => { show(); if (mine && wanted) reveal(); }, 120);
      }
      if (address.includes("/gradio_api/queue/data") && answer.ok && answer.body) listen(answer.clone());
      if (ours && answer.status === 429) complain(said("busy"));
      else if (ours && answer.status === 413) complain(said("large"));
      else if (ours && answer.status >= 400 && (init?.method || "GET") === "POST") complain(said("unexpected"));
      return answer;
    } catch (error) {
      if (ours && error?.name !== "AbortError" && !leaving) complain(said("lost"));
      throw error;
    }
  };
  // A step that fails before our own code is reached ends without a word on Gradio's page; the reader must still hear of it.
  const listen = async (answer) => {
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        const lines = (rest + part.value).split("\n");
        rest = lines.pop();
        if (lines.some((line) => line.includes('"process_completed"') && /"success":\s*false/.test(line))) complain(said("unexpected"));
      }
    } catch { /* the connection ended, which is told elsewhere */ }
  };
  let leaving = false;
  addEventListener("pagehide", () => { leaving = true; });

  // What is pressed in our own markup is replaced by what comes of it; whoever uses the keyboard stays where they were.
  let refocus = null;
  const keepPlace = () => {
    if (!refocus || document.activeElement !== document.body) return;
    const same = [...document.querySelectorAll("[data-do]")].find((button) => button.dataset.do === refocus.doing);
    const at = same || one(refocus.instead);
    if (!at) return;
    if (!same) at.tabIndex = -1;
    at.focus({ preventScroll: true });
    const thanks = one(`${refocus.turn} .note [role=status]`);
    if (thanks) announce(thanks.innerText);
    refocus = null;
  };
  // An answer or a model that another page waits for (before a reload, in another window): look again until it is there.
  let looking = 0, chosenHere = false;
  const lookAgain = () => {
    if (looking) return;
    looking = setTimeout(() => {
      looking = 0;
      const turn = one("#current .turn[data-busy]");
      if ((turn && turn.dataset.question.trim() !== own) || (!chosenHere && one("#writer-status [data-loading]"))) { press("restore"); lookAgain(); }
    }, 1500);
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("#writer")) chosenHere = true;
    if (event.target.closest("#stop, #clear")) soon(() => field("question")?.focus());
    const at = event.target.closest("[data-do], [data-ask], [data-copy], [data-back], #ask button, #ask, #paste-go, #beleg-alert, a[href='#question']");
    if (!at) return;
    if (at.id === "beleg-alert") complain("");
    else if (at.matches("a")) { event.preventDefault(); field("question")?.focus(); }
    else if (at.dataset.do) {
      const command = JSON.parse(at.dataset.do);
      if (at.dataset.with) command.text = one(`#${at.dataset.with}`)?.value || "";
      wanted = awaited = ["cite", "hit", "read"].includes(command.do);
      if (wanted) { opened = at; select(at); }
      else {
        const turn = command.turn ? `[data-turn="${command.turn}"]` : "#library";
        refocus = { doing: at.dataset.do, turn, instead: command.turn ? `${turn} .note` : "#library .library-count" };
      }
      send(command);
    } else if (at.dataset.ask) {
      put("question", at.dataset.ask);
      soon(() => press("ask"));
    } else if (at.dataset.copy) copy(at);
    else if (at.id === "paste-go") pasted = pasteFields.map((id) => field(id)?.value);
    else if (at.matches("[data-back]")) { (opened && opened.isConnected ? opened : field("question"))?.focus(); one("#source").removeAttribute("data-opened"); }
    else if (!ask()) { event.preventDefault(); event.stopImmediatePropagation(); }
    else if (!touch()) field("question")?.focus();
  }, true);

  document.addEventListener("keypress", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    if (event.target === field("question") && !ask()) { event.preventDefault(); event.stopImmediatePropagation(); }
    const note = event.target.closest?.(".note-row");
    if (note) one("button", note)?.click();
  }, true);

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") complain(""); });

  const copy = async (button) => {
    const before = button.textContent;
    let text = button.dataset.failed;
    try { await navigator.clipboard.writeText(button.dataset.copy); text = button.dataset.copied; }
    catch {
      const area = document.createElement("textarea");
      area.value = button.dataset.copy;
      document.body.append(area);
      area.select();
      if (document.execCommand("copy")) text = button.dataset.copied;
      area.remove();
      button.focus();
    }
    button.style.minWidth = `${button.offsetWidth}px`;
    button.textContent = text;
    announce(text);
    setTimeout(() => { button.textContent = before; }, 1800);
  };

  /* The source: scroll its mark into view inside the panel, never the page under a reader's eyes unless they asked for it. */
  let opened = null, wanted = false, awaited = false, shown = null;
  const select = (button) => {
    document.querySelectorAll("[aria-current]").forEach((b) => b.removeAttribute("aria-current"));
    button.setAttribute("aria-current", "true");
  };
  const showMark = () => {
    // Gradio also changes the panel before and after the article in it is another one; only then is there something to do.
    const article = one("#source .source");
    if (!article || article === shown) return;
    shown = article;
    reveal();
    wanted = false;
  };
  const reveal = () => {
    const panel = one("#source"), mark = one("mark.focus", panel);
    panel.toggleAttribute("data-opened", wanted);
    if (narrow()) {
      if (wanted) (mark || one(".source", panel))?.scrollIntoView({ block: mark ? "center" : "start", behavior: calm() ? "auto" : "smooth" });
    } else panel.scrollTop = mark ? Math.max(0, mark.getBoundingClientRect().top - panel.getBoundingClientRect().top + panel.scrollTop - panel.clientHeight / 3) : 0;
    if (wanted) one(".source", panel)?.focus({ preventScroll: true });
  };

  /* Adding articles */
  let pasted = null;
  addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches?.("input[type=file]")) return;
    const fits = (file) => file.size <= Number(said("maxFile")), fit = new DataTransfer();
    const large = [...box.files].filter((file) => !fits(file));
    if (!large.length) return;
    complain(said("oversize").replace("{names}", large.map((file) => file.name).join(", ")));
    for (const file of box.files) if (fits(file)) fit.items.add(file);
    box.files = fit.files;
    if (!fit.files.length) event.stopImmediatePropagation();
  }, true);
  let report = null, news = null;
  const changed = () => {
    restoreDrafts();
    keepPlace();
    const latest = one("#library :is(.hint, .library-count)");
    if (latest && latest !== news && latest.checkVisibility()) announce(latest.innerText);
    news = latest;
    const written = one("#report :is(.report, .hint)");
    if (!written || written === report) return;
    report = written;
    announce(report.innerText);
    if (!pasted || !one("li", report)) return;
    if (!one(".failed", report)) pasteFields.forEach((id, n) => { if (field(id)?.value === pasted[n]) put(id, ""); });
    pasted = null;
  };

  /* The conversation: where to look when a question starts, what is heard when it ends, when the field may be emptied. */
  let heard = "", begun = "", trailing = false;
  for (const kind of ["wheel", "touchmove", "pointerdown"]) addEventListener(kind, () => { trailing = false; }, { passive: true });
  const trail = (turn) => {
    const { top, bottom } = turn.getBoundingClientRect();
    const floor = one("#composer")?.getBoundingClientRect().top ?? innerHeight;
    if (top > 24 && bottom > floor) turn.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  };
  const follow = () => {
    const turn = one("#current .turn");
    if (!turn) { begun = ""; return; }
    show();
    lookAgain();
    // After a reload: on with the newest answer, not at the top of all that was asked before.
    if (!begun && !turn.hasAttribute("data-busy") && one("#earlier .turn")) turn.scrollIntoView({ block: "start" });
    const name = `${turn.dataset.turn} ${turn.dataset.question}`;
    if (name !== begun && turn.hasAttribute("data-busy")) {
      const top = turn.getBoundingClientRect().top;
      if (begun || top < 0 || top > innerHeight * 0.6) turn.scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
      announce(said("searching"));
      trailing = true;
    }
    if (trailing) trail(turn);
    begun = name;
    const box = field("question");
    if (!turn.matches(".searching, .failed") && asked !== null && turn.dataset.question.trim() === asked) {
      if (box && box.value.trim() === asked) put("question", "");
      asked = null;
    }
    const say = turn.dataset.say;
    if (say && say !== heard) announce(say, turn.dataset.lang);
    heard = say;
  };

  // A field is there only once its tab or fold was opened.
  const waiting = new Set(drafts);
  const restoreDrafts = () => {
    for (const id of [...waiting].filter(field)) {
      waiting.delete(id);
      if (kept.get(id) && !field(id).value) put(id, kept.get(id));
    }
  };
  // More than once, as the server's first answer unticks all boxes; not after the reader ticked one.
  const tickSources = (times) => {
    if (!chosenSources || !times) { chosenSources = null; return; }
    ticking = true;
    for (const box of document.querySelectorAll("#sources input[type=checkbox]")) {
      if (chosenSources.includes(box.closest("label").textContent.trim()) && !box.checked) box.click();
    }
    ticking = false;
    setTimeout(() => tickSources(times - 1), 400);
  };
  // Limits that are set are seen: the fold opens, and with it they are there again.
  let chosenSources = null, ticking = false;
  const restoreLimits = () => {
    try { chosenSources = JSON.parse(kept.get("sources") || "null"); } catch { chosenSources = null; }
    if (kept.get("since") || kept.get("until") || chosenSources?.length) one("#filters button")?.click();
    tickSources(6);
  };
  document.addEventListener("change", (event) => {
    if (!event.target.closest?.("#sources")) return;
    if (!ticking) chosenSources = null;
    const boxes = [...document.querySelectorAll("#sources input[type=checkbox]:checked")];
    kept.set("sources", JSON.stringify(boxes.map((box) => box.closest("label").textContent.trim())));
  });
  const watch = (id, work) => {
    const at = one(`#${id}`);
    if (at && !at.dataset.watched) {
      at.dataset.watched = "yes";
      new MutationObserver(work).observe(at, { childList: true, subtree: true, characterData: true });
    }
  };

  // All at once when it is complete, so that nothing moves under a reader's eyes.
  const show = () => one("#desk")?.setAttribute("data-ready", "");
  const boot = () => {
    const root = one("#beleg-texts");
    if (!root || !field("session") || !field("question") || !one("#restore")) { setTimeout(boot, 50); return; }
    document.documentElement.lang = root.dataset.lang;
    document.title = root.dataset.title;
    if (!one("#beleg-live")) {
      const live = document.createElement("div");
      live.id = "beleg-live";
      live.className = "visually-hidden";
      live.setAttribute("role", "status");
      live.setAttribute("aria-live", "polite");
      document.body.append(live);
    }
    const regions = { source: ["complementary", root.dataset.source], conversation: ["region", root.dataset.conversation] };
    for (const [id, [role, label]] of Object.entries(regions)) {
      one(`#${id}`)?.setAttribute("role", role);
      one(`#${id}`)?.setAttribute("aria-label", label);
    }
    one("#source")?.setAttribute("tabindex", "0");
    field("question").setAttribute("aria-describedby", "ask-hint counter");
    watch("current", follow);
    watch("source", showMark);
    watch("left", changed);
    put("session", token());
    restoreLimits();
    restoreDrafts();
    watch("writer-status", lookAgain);
    count();
    soon(() => press("restore"));
    setTimeout(show, 2000);
    if (!touch()) field("question").focus({ preventScroll: true });
  };
  document.addEventListener("input", (event) => {
    count();
    for (const id of drafts) if (event.target === field(id)) kept.set(id, event.target.value);
  });
  boot();
})();
