"use strict";
// The filter: by words, lead and status, ignoring case and diacritics. Its state stands in the address, to be linked.
(() => {
  const form = document.getElementById("filter");
  const [words, lead, status] = ["words", "lead", "status"].map((name) => document.getElementById("filter-" + name));
  const count = document.getElementById("filter-count");
  const nothing = document.getElementById("nothing");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const groups = [...document.querySelectorAll("section.lead")].map((section) => ({
    section,
    lead: section.dataset.lead,
    rows: [...section.querySelectorAll("tbody tr")],
  }));
  const texts = new Map();
  const textOf = (row, name) => {
    if (!texts.has(row)) texts.set(row, plain(name + " " + row.textContent));
    return texts.get(row);
  };

  const apply = () => {
    const sought = plain(words.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const group of groups) {
      let some = 0;
      for (const row of group.rows) {
        const passes = (!lead.value || lead.value === group.lead) && (!status.value || status.value === row.dataset.status)
          && (!sought.length || sought.every((word) => textOf(row, group.lead).includes(word)));
        if (row.hidden === passes) row.hidden = !passes;
        if (passes) some += 1;
      }
      if (group.section.hidden !== !some) group.section.hidden = !some;
      shown += some;
    }
    count.textContent = String(shown);
    nothing.hidden = shown > 0;
  };

  const remember = () => {
    const state = new URLSearchParams();
    for (const [name, field] of [["words", words], ["lead", lead], ["status", status]]) if (field.value) state.set(name, field.value);
    const text = state.toString();
    history.replaceState(null, "", text ? "#?" + text : "#tasks");
  };

  const recall = () => {
    const hash = location.hash;
    if (hash.startsWith("#?")) {
      const state = new URLSearchParams(hash.slice(2));
      for (const [name, field] of [["words", words], ["lead", lead], ["status", status]]) field.value = state.get(name) || "";
      apply();
      form.scrollIntoView();
    } else if (hash) {
      const row = document.getElementById(decodeURIComponent(hash.slice(1)));
      if (row && row.closest("[hidden]")) {
        form.reset();
        apply();
        row.scrollIntoView();
      }
    }
  };

  form.hidden = false;
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);
  apply();
  recall();
})();
