import { assertEquals } from "@std/assert";
import { Markup, markup } from "../../../cli/pages/markup.ts";

Deno.test("markup() escapes what could be markup, in text and in attributes", () => {
  const name = `<img src=x onerror="alert('&')">`;
  assertEquals(
    markup`<a title="${name}">${name}</a>`.text,
    `<a title="&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;">` +
      `&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;</a>`,
  );
});

Deno.test("markup() leaves markup as it is, and joins lists of it", () => {
  const cells = [markup`<td>1</td>`, new Markup("<td>2</td>")];
  assertEquals(markup`<tr>${cells}</tr>`.text, "<tr><td>1</td><td>2</td></tr>");
  assertEquals(markup`<tr>${[]}</tr>`.text, "<tr></tr>");
  assertEquals(markup`${[["a", 1], ["<"]]}`.text, "a1&lt;");
});

Deno.test("markup() replaces control characters, which HTML does not have", () => {
  assertEquals(markup`${"a\u0000b\u001bc\td\ne\u0085"}`.text, "a\ufffdb\ufffdc\td\ne\ufffd");
});
