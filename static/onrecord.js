// Comfort: keys, copying, suggestions, following what is under way. Whatever is done here can be done without it. Nothing is kept or counted; what is
// typed into the search box is sent to this house alone, as sending the form would.
"use strict";

(() => {
  const first = (css) => document.querySelector(css);
  const rows = "main :is(.entry :is(h3, h4) a, .people .name a, .said .where a, .lines .anchor, .flow .anchor, .articles li > a, .found a)";
  const original = ".sheet > header .meta a[href^='http']";
  const places = { h: "/", p: "/people", s: "/search", t: "/story" };
  if (first("nav a[href='/add']")) places.a = "/add";
  const keys = [
    ["j k", "the next, the one before"],
    ["o Enter", "open it"],
    ["v", "the article as it was published"],
    ["[ ]", "the page before, the next page"],
    ["y", "copy the link of the line, or of the page"],
    ["/", "search"],
    ["g h", "the newest articles"],
    ["g p", "people"],
    ["g s", "search"],
    ["g t", "stories"],
    ...(places.a ? [["g a", "add an article"]] : []),
    ["Esc", "leave a field, close this"],
    ["?", "these keys"],
  ];

  function make(tag, text, name) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  }

  // What was done, for eyes and for screen readers.
  const told = make("p", "", "told");
  told.setAttribute("role", "status");
  document.body.append(told);
  let until;
  function tell(text) {
    told.textContent = text;
    clearTimeout(until);
    until = setTimeout(() => { told.textContent = ""; }, 2500);
  }

  // Browsers lend the clipboard to safe connections only; elsewhere nothing offers to copy.
  const clipboard = navigator.clipboard;
  function copy(text, what) {
    if (clipboard) clipboard.writeText(text).then(() => tell(what + " copied"), () => tell("The browser does not let me copy"));
  }

  function move(step) {
    const all = [...document.querySelectorAll(rows)].filter((row) => row.offsetParent);
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const below = all.findIndex((row) => row.getBoundingClientRect().top >= 0);
    const to = at >= 0 ? at + step : Math.max(below, 0) + (step > 0 ? 0 : -1);
    const row = all[Math.min(Math.max(to, 0), all.length - 1)];
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }

  function help() {
    const open = first("dialog.keys");
    if (open) return open.close();
    const dialog = make("dialog", "", "keys");
    dialog.setAttribute("aria-label", "Keyboard shortcuts");
    dialog.append(make("h2", "Keys"));
    const list = make("dl");
    for (const [names, does] of keys) {
      const name = make("dt");
      for (const one of names.split(" ")) name.append(make("kbd", one), " ");
      list.append(name, make("dd", does));
    }
    const form = make("form");
    form.method = "dialog";
    form.append(make("button", "Close"));
    dialog.append(list, make("p", "They can be switched off in the reading settings."), form);
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  function follow(css) {
    const link = first(css);
    if (link) link.click();
  }

  const does = {
    j: () => move(1),
    k: () => move(-1),
    o: () => { if (document.activeElement.matches(rows)) document.activeElement.click(); },
    v: () => follow(original),
    "[": () => { if (first("a[rel='prev']")) follow("a[rel='prev']"); else if (first(".back a")) history.back(); },
    "]": () => follow("main a[rel='next']"),
    y: () => {
      const line = document.activeElement.closest(".lines > li[id], .line[id]");
      copy(line ? new URL("#" + line.id, location.href).href : location.href, line ? "Link to the line" : "Link");
    },
    "/": () => { const box = first("input[type='search']"); if (box) { box.focus(); box.select(); } else location.href = places.p; },
    "?": help,
  };

  let going = 0;
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
    if (event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const isGoing = Date.now() - going < 1500;
    going = 0;
    if (isGoing && Object.hasOwn(places, event.key)) {
      event.preventDefault();
      location.href = places[event.key];
    } else if (event.key === "g") {
      going = Date.now();
    } else if (Object.hasOwn(does, event.key) && (event.key === "?" || !first("dialog[open]"))) {
      event.preventDefault();
      does[event.key]();
    }
  }
  if (document.documentElement.dataset.keys !== "off") document.addEventListener("keydown", pressed);

  // While one types in the search box: people and titles that may be meant, as links in a list.
  function suggest(input) {
    const list = make("div", "", "suggestions");
    const count = make("p", "", "off-screen");
    const options = () => [...list.querySelectorAll("a")];
    const traits = { role: "combobox", "aria-autocomplete": "list", "aria-controls": "suggestions", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(traits)) input.setAttribute(name, value);
    list.id = traits["aria-controls"];
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    count.setAttribute("role", "status");
    input.form.append(list, count);
    let at = -1;
    let until;
    let asking = new AbortController();

    function mark(to) {
      at = to;
      options().forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
      const option = options()[at];
      if (option) option.scrollIntoView({ block: "nearest" });
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
    }

    function show(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      mark(-1);
    }

    function forget() {
      clearTimeout(until);
      asking.abort();
      count.textContent = "";
      list.replaceChildren();
      show(false);
    }

    function fill(groups) {
      list.replaceChildren();
      for (const { name, rows: found } of groups) {
        const group = make("div");
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", name);
        const title = make("p", name);
        title.setAttribute("aria-hidden", "true");
        group.append(title);
        for (const { text, note, path } of found) {
          const option = make("a");
          option.href = path;
          option.id = "suggestion-" + (options().length + group.querySelectorAll("a").length);
          option.tabIndex = -1;
          option.setAttribute("role", "option");
          option.append(make("span", text), " ", make("span", note, "count"));
          group.append(option);
        }
        list.append(group);
      }
      const many = options().length;
      count.textContent = many ? many + (many === 1 ? " suggestion" : " suggestions") : "";
      show(many > 0);
    }

    // An answer that is no longer waited for is dropped, so an old one never stands in the place of a newer one.
    async function ask() {
      const { signal } = asking = new AbortController();
      try {
        const answer = await fetch("/search/suggest?" + new URLSearchParams({ q: input.value }), { signal });
        const groups = answer.ok ? await answer.json() : [];
        if (!signal.aborted) fill(groups);
      } catch {
        // Dropped, or no network: then nothing is suggested.
        if (!signal.aborted) forget();
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(until);
      asking.abort();
      if (input.value.trim()) until = setTimeout(ask, 150);
      else forget();
    });
    input.addEventListener("keydown", (event) => {
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      const many = options().length;
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !many) return;
      if (event.key in steps) {
        event.preventDefault();
        const to = list.hidden ? (event.key === "ArrowDown" ? 0 : many - 1) : at + steps[event.key];
        if (list.hidden) show(true);
        mark(to === -2 ? many - 1 : to === many ? -1 : to);
      } else if (event.key === "Enter" && !list.hidden && at >= 0) {
        event.preventDefault();
        options()[at].click();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        show(false);
      }
    });
    input.addEventListener("blur", forget);
    // Pressing on a link must not take the focus before the click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
  }
  const box = first("form[action='/search'] input[type='search']");
  if (box) suggest(box);

  // A page of what is under way follows it. Its news come one after the other through one connection, which a page that
  // nobody looks at gives back.
  function follow_news(address) {
    let source;
    let asked = false;
    let asking = false;
    function show(page) {
      const [old, fresh] = [first("[data-live]"), page.querySelector("[data-live]")];
      if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
      const focused = old.contains(document.activeElement) && document.activeElement;
      old.replaceWith(document.adoptNode(fresh));
      if (!focused) return;
      const form = focused.form && [...fresh.querySelectorAll("form")].find((one) => one.action === focused.form.action);
      const again = form ? form.querySelector("button") : focused.href && [...fresh.querySelectorAll("a")].find((one) => one.href === focused.href);
      if (again) again.focus({ preventScroll: true });
      else first("main").focus({ preventScroll: true });
    }
    async function look() {
      asked = true;
      if (asking) return;
      asking = true;
      while (asked) {
        asked = false;
        try {
          const then = first("[data-live]").dataset.then;
          const answer = await fetch(then || location.href);
          if (then && answer.redirected) return location.replace(answer.url);
          if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
        } catch {
          // No network: the next news tell.
        }
      }
      asking = false;
    }
    function listen() {
      if (document.hidden) {
        if (source) source.close();
        source = undefined;
      } else if (!source) {
        source = new EventSource(address);
        // Also what happened before anybody listened.
        source.onopen = look;
        source.onmessage = look;
      }
    }
    document.addEventListener("visibilitychange", listen);
    listen();
  }
  const live = first("[data-live]");
  if (live && !("ended" in live.dataset)) follow_news(live.dataset.live);

  // The bookmarklet hands the page over behind the "#", which no server sees and nobody shall find in the history.
  const handed = first("#html");
  if (handed && location.hash.length > 1) {
    try {
      handed.value = decodeURIComponent(location.hash.slice(1));
      first("#handed-over").hidden = false;
    } catch {
      // Not what our bookmarklet hands over: then the page is fetched.
    }
    history.replaceState(null, "", location.pathname + location.search);
  }
  // The address of a line that was left out since leads to where it stood.
  const key = location.hash.slice(1);
  const cite = first('.article-head a[href$="/cite"]');
  if (cite && /^[a-z2-7]{8}$/.test(key) && !document.getElementById(key)) {
    const note = make("p", "The line of this address does not stand in the article any more. ", "notice");
    const where = make("a", "See where it stood");
    where.href = `${cite.href}?line=${key}`;
    note.append(where);
    cite.closest(".article-head").append(note);
  }
  for (const link of document.querySelectorAll("[data-drag]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      tell("Drag it to the bar of bookmarks");
    });
  }
  // What was visited can be read without a network, where the reader wants that and the browser lends what it takes.
  const workers = window.isSecureContext && navigator.serviceWorker;
  async function keep() {
    await workers.register("/service-worker.js");
    const { active } = await workers.ready;
    if (!workers.controller) active.postMessage({ keep: location.pathname + location.search });
  }
  async function forget() {
    for (const { active } of await workers.getRegistrations()) active?.postMessage({ keep: null });
  }
  // Last of all; a browser may refuse it, as in a private window.
  if (workers) window.addEventListener("load", () => (document.documentElement.dataset.offline === "off" ? forget() : keep()).catch(() => {}));

  if (clipboard) {
    for (const text of document.querySelectorAll(".copied")) {
      const button = make("button", "Copy", "copy");
      button.addEventListener("click", () => copy(text.textContent, "Citation"));
      const beside = text.parentElement.querySelector(".section-head .meta");
      if (beside) beside.append(button);
      else text.before(button);
    }
    document.addEventListener("click", (event) => {
      const anchor = event.target.closest && event.target.closest(".anchor");
      if (anchor && event.detail > 0) copy(anchor.href, "Link to the line");
    });
  }
})();
