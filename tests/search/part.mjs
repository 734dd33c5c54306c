// node part.mjs SCRIPT [--japanese]: the data in a script of the search, as JSON.
import { readFileSync } from "node:fs";
import { readPart } from "../../site_templates/web/search/data.js";

const [, , script, japanese] = process.argv;
console.log(JSON.stringify(readPart(readFileSync(script), japanese === "--japanese")));
