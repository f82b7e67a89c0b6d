// MiniSearch over the records that stand on standard input, as its own manual sets it up.
// node minisearch.mjs <folder of node_modules>: {records, questions} → [[key, …], …]
import { createRequire } from "node:module"
import { readFileSync } from "node:fs"
const MiniSearch = createRequire(process.argv[2] + "/")("minisearch")
const { records, questions } = JSON.parse(readFileSync(0, "utf8"))
const index = new MiniSearch({
  fields: ["title", "heading", "words"],
  searchOptions: { boost: { title: 2, heading: 2 }, prefix: true, fuzzy: 0.2 },
})
index.addAll(records.map((record, id) => ({ id, ...record })))
const answers = questions.map((one) => index.search(one).slice(0, 50).map((hit) => records[hit.id].key))
process.stdout.write(JSON.stringify(answers))
