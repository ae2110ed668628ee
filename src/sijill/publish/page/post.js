"use strict";
(() => {
  const post = JSON.parse(document.getElementById("sijill-post").textContent);
  const dialog = document.getElementById("quotes");
  const words = dialog.querySelector(".words");
  const byAnchor = new Map();
  for (const link of document.querySelectorAll("a[data-figure]")) byAnchor.set(link.getAttribute("href"), link.dataset.figure);
  const make = (tag, text) => { const made = document.createElement(tag); made.textContent = text; return made; };
  const said = JSON.parse(document.getElementById("sijill-words").textContent);
  const tongue = (element, language) => {
    if (language) element.lang = language;
    element.dir = language ? (said.rtl.includes(language.split("-")[0]) ? "rtl" : "ltr") : "auto";
    return element;
  };
  const quoted = (quote) => {
    const figure = make("figure", "");
    figure.className = "quote";
    const block = tongue(document.createElement("blockquote"), quote.language);
    Object.assign(block.dataset, { document: quote.document, start: quote.start, end: quote.end });
    block.append(quote.before, make("mark", quote.quote), quote.after);
    const caption = document.createElement("figcaption");
    const outlet = document.createElement("b");
    outlet.append(make("bdi", quote.outlet || ""));
    caption.append(outlet, quote.date ? said.comma + (said.days[quote.date] || quote.date) : "");
    const safe = /^https?:/i.test(quote.url || "");
    if (quote.title || safe) {
      const title = tongue(make(safe ? "a" : "bdi", quote.title || quote.url), quote.title ? quote.language : "en");
      if (safe) { title.href = quote.url; title.rel = "noopener noreferrer"; }
      caption.append(". ", title);
    }
    if (quote.says) caption.append(" (", make("bdi", said.by.replace("{by}", quote.says)), ")");
    figure.append(block, caption);
    return figure;
  };
  const open = (figure) => {
    words.replaceChildren();
    dialog.querySelector("#quotes-title").textContent = figure.label;
    dialog.querySelector(".value").textContent = figure.text;
    let heading = null;
    const shown = new Set();
    const ids = figure.quotes.slice().sort((a, b) => {
      const at = (id) => figure.incidents.indexOf(post.quotes[id].incident);
      return at(a) - at(b);
    });
    for (const id of ids) {
      const incident = post.quotes[id].incident;
      if (incident && incident !== heading && post.members[incident]) {
        heading = incident;
        const title = make("h3", "");
        const link = make("a", post.members[incident].date + said.dash + post.members[incident].line);
        link.href = "#i-" + incident;
        title.append(link);
        words.append(title);
        const facts = document.querySelector(`[data-incident="${incident}"] .facts`);
        if (figure.incidents.length === 1 && facts) words.append(facts.cloneNode(true));
      }
      const quote = post.quotes[id];
      const place = [quote.document, quote.start, quote.end, incident].join(" ");
      if (!shown.has(place)) words.append(quoted(quote));
      shown.add(place);
    }
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (event.target === dialog) { dialog.close(); return; }
    if (!link) return;
    const href = link.getAttribute("href") || "";
    const figure = post.figures[link.dataset.figure || byAnchor.get(href)];
    if (figure && !link.closest(".index")) { event.preventDefault(); open(figure); return; }
    if (dialog.contains(link) && href.startsWith("#")) dialog.close();
  });
})();
