/**
 * `deno.json` maps `echarts` to the package's single file, which starts fastest and asks for no
 * permission; its types are those of the package.
 */
declare module "echarts" {
  export * from "npm:echarts@6.1.0";
}
