"use strict";
(() => {
  const post = JSON.parse(document.getElementById("sijill-post").textContent);
  const dialog = document.getElementById("quotes");
  const words = dialog.querySelector(".words");
  const byAnchor = new Map();
  for (const link of document.querySelectorAll("a[data-figure]")) byAnchor.set(link.getAttribute("href"), link.dataset.figure);
  const make = (tag, text) => { const made = document.createElement(tag); made.textContent = text; return made; };
  const copy = (id) => {
    const found = document.getElementById(id);
    if (!found) return null;
    const cloned = found.cloneNode(true);
    cloned.removeAttribute("id");
    return cloned;
  };
  const open = (figure) => {
    words.replaceChildren();
    dialog.querySelector("#quotes-title").textContent = figure.label;
    dialog.querySelector(".value").textContent = figure.text;
    let heading = null;
    const ids = figure.quotes.slice().sort((a, b) => {
      const at = (id) => figure.incidents.indexOf(post.quotes[id].incident);
      return at(a) - at(b);
    });
    for (const id of ids) {
      const incident = post.quotes[id].incident;
      if (incident && incident !== heading && post.members[incident]) {
        heading = incident;
        const title = make("h3", "");
        const link = make("a", post.members[incident].date + " – " + post.members[incident].line);
        link.href = "#i-" + incident;
        title.append(link);
        words.append(title);
        const facts = document.querySelector(`[data-incident="${incident}"] .facts`);
        if (figure.incidents.length === 1 && facts) words.append(facts.cloneNode(true));
      }
      const quote = copy(id);
      if (quote) words.append(quote);
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
