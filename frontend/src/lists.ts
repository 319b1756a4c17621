/** Choose all rows of the page at once, and show how many are chosen beside the bulk buttons. */
export function startLists(): void {
  document.addEventListener("change", (event) => {
    const box = event.target as HTMLInputElement;
    const form = box.closest<HTMLFormElement>("form[data-bulk]");
    if (!form) return;
    const rows = Array.from(form.querySelectorAll<HTMLInputElement>("input[data-row]"));
    if ("allRows" in box.dataset) for (const row of rows) row.checked = box.checked;
    const chosen = rows.filter((row) => row.checked).length;
    const all = form.querySelector<HTMLInputElement>("input[data-all-rows]");
    if (all) {
      all.checked = chosen > 0 && chosen === rows.length;
      all.indeterminate = chosen > 0 && chosen < rows.length;
    }
    const count = form.querySelector("[data-chosen]");
    if (count) count.textContent = chosen ? `已选 ${chosen} 条` : "";
  });
}
