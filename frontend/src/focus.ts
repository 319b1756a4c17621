function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** `/` goes to the search box, Escape leaves it; a refused form opens at its list of problems. */
export function startFocus(): void {
  const search = document.getElementById("search") as HTMLInputElement | null;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "/" && search && !isTyping(event.target)) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && document.activeElement === search) {
      search?.blur();
      document.getElementById("page-body")?.focus();
    }
  });
  document.querySelector<HTMLElement>("[data-error-summary]")?.focus();
  document.addEventListener("click", (event) => {
    // An open drop-down closes when something else is chosen.
    for (const open of document.querySelectorAll<HTMLDetailsElement>("details[data-dropdown][open]")) {
      if (!open.contains(event.target as Node)) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = (event.target as HTMLElement).closest?.<HTMLDetailsElement>("details[data-dropdown][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary")?.focus();
    }
  });
}
