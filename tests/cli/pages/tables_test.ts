import { assertEquals } from "@std/assert";
import { formatTable, numbers, texts } from "../../../cli/pages/tables.ts";

Deno.test("formatTable() writes heading, rows and totals, and aligns numbers", () => {
  const table = formatTable({
    columns: [texts("class"), numbers("images")],
    rows: [["<cat>", "3"], ["dog", "4"]],
    totals: [["all", "7"]],
  });
  assertEquals(
    table.text,
    `<div class="scroll" tabindex="0"><table>
<thead><tr><th scope="col">class</th><th scope="col" class="number">images</th></tr></thead>
<tbody>
<tr><th scope="row">&lt;cat&gt;</th><td class="number">3</td></tr>
<tr><th scope="row">dog</th><td class="number">4</td></tr>
</tbody>
<tfoot>
<tr><th scope="row">all</th><td class="number">7</td></tr>
</tfoot>
</table></div>`,
  );
});

Deno.test("formatTable() has no foot without totals", () => {
  const { text } = formatTable({ columns: [numbers("n")], rows: [] });
  assertEquals(text.includes("tfoot"), false);
});
