"use strict";
(() => {
  const root = document.documentElement;
  const byId = id => document.getElementById(id);
  const changes = [...document.querySelectorAll("details.change")];
  const texts = new Map();
  const textOf = change => {
    if (!texts.has(change)) texts.set(change, change.textContent.toLowerCase());
    return texts.get(change);
  };

  // Filter
  const form = byId("filter"), search = byId("search"), subject = byId("subject"), flag = byId("flag"), shown = byId("shown");
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const change of changes) {
      const fits = (!subject.value || change.dataset.subject === subject.value)
        && (!flag.value || change.dataset.flags.split(" ").includes(flag.value))
        && words.every(word => textOf(change).includes(word));
      change.hidden = !fits;
      if (fits) count++;
    }
    for (const group of document.querySelectorAll(".changes > .group"))
      group.hidden = !group.querySelector("details.change:not([hidden])");
    shown.textContent = count === changes.length ? `${count} ${count === 1 ? "change" : "changes"}` : `${count} of ${changes.length} changes shown`;
  };
  form.hidden = changes.length === 0;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(() => { filter(); search.focus(); }));
  const openAll = isOpen => { for (const change of changes) if (!change.hidden) change.open = isOpen; };
  byId("open-all").addEventListener("click", () => openAll(true));
  byId("close-all").addEventListener("click", () => openAll(false));
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || form.hidden) return;
    event.preventDefault();
    search.focus();
  });
  filter();

  // What a link leads to is opened, shown and given the focus.
  const reveal = () => {
    const target = location.hash.length > 1 ? byId(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    if (target.closest("details.change")?.hidden) { search.value = subject.value = flag.value = ""; filter(); }
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const focus = target.tagName === "DETAILS" ? target.querySelector("summary") : target;
    if (!focus.matches("summary, a, button, [tabindex]")) focus.setAttribute("tabindex", "-1");
    focus.focus({ preventScroll: true });
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  document.addEventListener("click", event => {
    const link = event.target.closest("a");
    if (link && (link.getAttribute("href") || "") === location.hash && location.hash) { event.preventDefault(); reveal(); }
  });
  reveal();

  // Drawings as wide as the page, or as large as they are
  for (const button of document.querySelectorAll("button[data-zoom]")) {
    button.addEventListener("click", () => {
      const isFull = byId(button.dataset.zoom).classList.toggle("full");
      button.setAttribute("aria-pressed", String(isFull));
    });
  }

  // Light and dark
  const theme = byId("theme"), dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
  const name = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", `Show the page ${isDark() ? "light" : "dark"}`); };
  theme.hidden = false;
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; name(); });
  dark.addEventListener("change", name);
  name();

  // On paper everything is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open]):not([hidden]):not(.flow)")];
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });

  // Where the reader is
  const links = new Map([...document.querySelectorAll("nav a")].map(a => [a.getAttribute("href").slice(1), a]));
  const seen = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  for (const id of links.keys()) { const part = byId(id); if (part) seen.observe(part); }
})();
