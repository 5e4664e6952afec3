import { assertEquals, assertThrows } from "@std/assert";
import { svgElements } from "./svg_elements.ts";

Deno.test("svgElements() reads names, attributes, texts and parents", () => {
  const [svg, text] = svgElements('<svg a="1 &amp; 2"><text x="3">b &lt; c</text><rect/></svg>');
  assertEquals(svg.attributes.get("a"), "1 & 2");
  assertEquals([text.name, text.text, text.parents], ["text", "b < c", ["svg"]]);
});

Deno.test("svgElements() rejects what is not well-formed", () => {
  const wrong = [
    "<svg>",
    "<svg></g>",
    "<svg/><svg/>",
    "<svg>a & b</svg>",
    '<svg a="1" a="2"/>',
    "<svg a=1/>",
    "text",
  ];
  for (const document of wrong) assertThrows(() => svgElements(document), Error, "Expected");
});
