const MARK = "select[data-search]:not(.tomselected)";

/** Long choices (enterprises, clauses) become searchable; without this module they stay ordinary selects. */
export function startSelects(root: ParentNode): void {
  const found = Array.from(root.querySelectorAll<HTMLSelectElement>(MARK));
  if (!found.length) return;
  void import("tom-select").then(({ default: TomSelect }) => {
    for (const select of found) {
      const url = select.dataset.source;
      // The label now belongs to the search input: the select itself only carries the value.
      select.setAttribute("aria-hidden", "true");
      new TomSelect(select, {
        maxOptions: 200,
        plugins: select.multiple ? ["remove_button"] : [],
        valueField: "value",
        labelField: "text",
        searchField: ["text", "value"],
        render: {
          no_results: () => '<div class="no-results">没有找到，请换一个名称、拼音首字母或代码</div>',
          loading: () => '<div class="no-results">正在查找…</div>',
        },
        ...(url
          ? {
              // The server already matched name, pinyin and code: show all that it sends.
              score: () => () => 1,
              shouldLoad: (query: string) => query.length > 0,
              load: (query: string, show: (rows?: object[]) => void) => {
                fetch(`${url}?q=${encodeURIComponent(query)}`, { headers: { Accept: "application/json" } })
                  .then((answer) => answer.json())
                  .then(show)
                  .catch(() => show());
              },
            }
          : {}),
      });
    }
  });
}
