// What lights up what. The page is whole without this: the evidence then stands as footnotes.
"use strict";
document.documentElement.classList.add("js");

document.addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const sources = byId("sources");

  // The two ways: which marks an evidence has, and which statements rest on it.
  const marks = new Map();
  for (const mark of [...document.querySelectorAll("mark"), ...document.querySelectorAll("rect")])
    for (const anchor of mark.dataset.evidence.split(" "))
      marks.set(anchor, [...(marks.get(anchor) ?? []), mark]);
  const statements = new Map();
  for (const cite of document.querySelectorAll(".cite")) {
    const anchor = cite.dataset.evidence;
    cite.hash = marks.has(anchor) ? anchor : "sources";
    statements.set(anchor, [...(statements.get(anchor) ?? []), cite.closest(".statement")]);
  }

  const citesOf = (statement) => [...statement.querySelectorAll(".cite")];
  const carriedBy = (mark) =>
    mark.dataset.evidence.split(" ").flatMap((anchor) => statements.get(anchor) ?? [])
      .filter((statement) => statement.checkVisibility());

  let lit = [], litFor = null, pinned = null, cameFrom = null;

  function light(from) {
    litFor = from;
    for (const element of lit) {
      element.classList.remove("lit");
      delete element.dataset.as;
    }
    lit = [];
    if (from?.matches(".statement"))
      lit = [from, ...citesOf(from).flatMap((cite) => marks.get(cite.dataset.evidence) ?? [])];
    else if (from && carriedBy(from).length)
      lit = [...carriedBy(from), ...from.dataset.evidence.split(" ").flatMap((anchor) => marks.get(anchor))];
    for (const element of lit) {
      element.classList.add("lit");
      if (from.matches(".statement")) element.dataset.as = from.classList[1]; // its colour
    }
  }

  // Whether the sources stand in a column that scrolls by itself.
  const beside = () => getComputedStyle(sources).overflowY === "auto";

  // Brings an element or a range into view in its own column; what lies between is laid out as it
  // comes near, so its place is looked at again until it holds.
  function reveal(thing, times = 4) {
    if (!thing) return;
    const column = (thing.startContainer?.parentElement ?? thing).closest(".sources");
    const own = column && beside();
    const sheet = root.matches(".pinned") && getComputedStyle(sources).position === "fixed";
    const box = own ? column.getBoundingClientRect()
      : { top: 0, bottom: sheet ? sources.getBoundingClientRect().top : innerHeight };
    const top = box.top + (own ? column.querySelector(".tools").offsetHeight : 0);
    const place = thing.getBoundingClientRect();
    if (place.top >= top && Math.min(place.bottom, place.top + 80) <= box.bottom) return;
    (own ? column : window).scrollBy({ top: place.top - top - (box.bottom - top) / 4, behavior: "instant" });
    if (times > 0) requestAnimationFrame(() => reveal(thing, times - 1));
  }

  const evidenceOf = (statement) =>
    citesOf(statement).map((cite) => marks.get(cite.dataset.evidence)?.[0]).find(Boolean);

  function pin(from, to, link = null) {
    pinned = from;
    cameFrom = link;
    root.classList.add("pinned");
    light(from);
    reveal(from);
    reveal(to);
    const names = (from.matches(".statement") ? [from] : carriedBy(from))
      .map((statement) => statement.querySelector(".sign").title);
    byId("status").textContent = `${from.matches(".statement") ? "Evidence" : "Carries"}: ${names.join(", ")}`;
  }

  function release() {
    pinned = null;
    root.classList.remove("pinned");
    byId("status").textContent = "";
    light(null);
    cameFrom?.focus({ preventScroll: true });
    reveal(cameFrom);
    cameFrom = null;
  }

  const partAt = (target) => target.closest?.(".statement") ?? markAt(target);
  function markAt(target) {
    const chip = target.closest?.(".carries");
    const mark = chip ? chip.previousElementSibling : target.closest?.("mark");
    return mark && carriedBy(mark).length ? mark : null;
  }

  function glance(target) {
    if (pinned) return;
    const focused = document.activeElement.closest("a");
    const part = partAt(target) ?? (focused && partAt(focused));
    if (part === litFor) return;
    light(part);
    if (part?.matches(".statement") && beside()) reveal(evidenceOf(part));
  }
  // A mouse that only passes by, on its way to the sources, lights nothing.
  let passing = 0;
  document.addEventListener("mouseover", (event) => {
    clearTimeout(passing);
    passing = setTimeout(() => glance(event.target), 60);
  });
  document.addEventListener("focusin", (event) => {
    const cite = event.target.closest(".cite");
    glance(event.target);
    if (!pinned && cite && beside()) reveal(marks.get(cite.dataset.evidence)?.[0]);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link?.matches(".cite")) {
      const mark = marks.get(link.dataset.evidence)?.[0];
      if (!mark) return;
      event.preventDefault();
      pin(link.closest(".statement"), mark, link);
      mark.focus({ preventScroll: true });
    } else if (link?.closest(".carries")) {
      event.preventDefault();
      const statement = byId(link.hash.slice(1));
      pin(link.closest(".carries").previousElementSibling, statement, link);
      statement.focus({ preventScroll: true });
    } else if (link?.hash && link.pathname === location.pathname) {
      const there = byId(link.hash.slice(1));
      requestAnimationFrame(() => reveal(there));
    } else if (!link && !event.target.closest("button, input, label") && getSelection().isCollapsed) {
      const rect = event.target.closest("rect");
      const part = rect ? marks.get(rect.dataset.evidence)[0] : partAt(event.target);
      if (!part) return;
      if (part === pinned) release();
      else if (rect) pin(part, part);
      else pin(part, part.matches(".statement") ? evidenceOf(part) : carriedBy(part)[0]);
    }
  });
  byId("release")?.addEventListener("click", release);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (pinned && !event.defaultPrevented) release();
  });

  // An address that names a sentence or a statement opens on it.
  const named = document.querySelector(":target");
  const part = named && partAt(named);
  if (part) pin(part, part.matches(".statement") ? evidenceOf(part) : part);

  const field = byId("search");
  if (field) searching(sources, field, byId("found"), reveal);
});

// Finds words in the sources as they are typed, whatever their case, spaces, quote marks and dashes.
function searching(sources, field, found, reveal) {
  const alike = [["['‘’]", "['‘’]"], ["[\"“”„«»]", "[\"“”„«»]"], ["[-‐‑–—]", "[-‐‑–—]"], ["\\s+", "\\s+"]];
  const MOST = 2000;
  let hits = [], place = -1, waiting = 0;

  function pattern(words) {
    let source = words.trim().replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
    for (const [like, any] of alike) source = source.replace(new RegExp(like, "gu"), () => any);
    return source && new RegExp(source, "giu");
  }

  function textsOf(paragraph) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest(".carries, .page") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  function rangesIn(paragraph, wanted) {
    const nodes = textsOf(paragraph);
    const text = nodes.map((node) => node.data).join("");
    const at = (offset, isEnd) => {
      for (const node of nodes) {
        if (offset < node.length || (isEnd && offset === node.length)) return [node, offset];
        offset -= node.length;
      }
    };
    return [...text.matchAll(wanted)].map((match) => {
      const range = new Range();
      range.setStart(...at(match.index, false));
      range.setEnd(...at(match.index + match[0].length, true));
      return range;
    });
  }

  function show(next) {
    place = hits.length ? (next + hits.length) % hits.length : -1;
    const range = hits[place];
    if (globalThis.Highlight) {
      CSS.highlights.set("hit", new Highlight(...hits));
      CSS.highlights.set("current", new Highlight(...(range ? [range] : [])));
    }
    const many = hits.length >= MOST ? `${MOST}+` : hits.length;
    found.textContent = !field.value.trim() ? "" : range ? `${place + 1} of ${many}` : "none";
    reveal(range);
  }

  function find() {
    clearTimeout(waiting);
    waiting = 0;
    const wanted = pattern(field.value);
    hits = [];
    if (wanted)
      for (const paragraph of sources.querySelectorAll(".text p")) {
        hits.push(...rangesIn(paragraph, wanted));
        if (hits.length >= MOST) break;
      }
    show(0);
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, 150);
  });
  // The next hit, or the first of what was typed just now.
  const go = (by) => (waiting ? find() : show(place + by));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") go(event.shiftKey ? -1 : 1);
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault();
    field.value = "";
    find();
  });
  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("previous").addEventListener("click", () => go(-1));
}
