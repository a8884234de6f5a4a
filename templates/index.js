// Filters of the index. What they filter by is read from the list itself; without this script
// the list stands there whole.
"use strict";
{
  const at = (id) => document.getElementById(id);
  const list = at("briefs");
  const form = at("filters");
  const texts = (item, selector) => Array.from(item.querySelectorAll(selector), (one) => one.textContent.trim());
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const briefs = Array.from(list.children, (item) => ({
    item,
    date: item.dataset.date,
    title: item.querySelector("h2").textContent.trim(),
    words: folded(item.textContent),
    actors: texts(item, ".actors li"),
    issuers: texts(item, ".issuer"),
  }));

  const offer = (select, names) => {
    const counted = new Map();
    for (const one of names.flatMap((some) => [...new Set(some)])) counted.set(one, (counted.get(one) || 0) + 1);
    for (const [name, count] of [...counted].sort((a, b) => a[0].localeCompare(b[0]))) {
      const option = document.createElement("option");
      option.value = name;
      option.textContent = `${name} (${count})`;
      select.append(option);
    }
  };
  offer(at("actor"), briefs.map((brief) => brief.actors));
  offer(at("issuer"), briefs.map((brief) => brief.issuers));

  const orders = {
    date: () => 0,
    title: (a, b) => a.title.localeCompare(b.title),
    lines: (a, b) => b.issuers.length - a.issuers.length,
  };

  const show = () => {
    const words = folded(at("words").value).split(/\s+/).filter(Boolean);
    const [actor, issuer, from, to] = ["actor", "issuer", "from", "to"].map((id) => at(id).value);
    let shown = 0;
    for (const brief of briefs) {
      const fits =
        words.every((word) => brief.words.includes(word)) &&
        (!actor || brief.actors.includes(actor)) &&
        (!issuer || brief.issuers.includes(issuer)) &&
        (!from || brief.date >= from) &&
        (!to || brief.date <= to) &&
        (!at("lines").checked || brief.issuers.length > 0);
      brief.item.hidden = !fits;
      if (fits) shown += 1;
    }
    at("count").textContent = `${shown} of ${briefs.length} briefs`;
  };
  const order = () => list.append(...[...briefs].sort(orders[at("order").value]).map((brief) => brief.item));

  form.addEventListener("input", show);
  at("order").addEventListener("change", order);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { order(); show(); }));
  form.hidden = false;
}
