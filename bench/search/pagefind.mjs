// Pagefind's own search over an index that a server on this machine gives, asked by Node.
// node pagefind.mjs <address of the folder>: questions → [[key, …], …]
import { readFileSync, writeFileSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
const base = process.argv[2]
const code = await (await fetch(base + "pagefind.js")).text()
const file = join(mkdtempSync(join(tmpdir(), "pagefind-")), "pagefind.mjs")
writeFileSync(file, code)
const pagefind = await import(pathToFileURL(file))
await pagefind.options({ basePath: base, baseUrl: "/" })
await pagefind.init("sv")
const answers = []
for (const question of JSON.parse(readFileSync(0, "utf8"))) {
  const { results } = await pagefind.search(question)
  const data = await Promise.all(results.slice(0, 50).map((hit) => hit.data()))
  answers.push(data.map((one) => one.meta.key))
}
process.stdout.write(JSON.stringify(answers))
process.exit(0)
