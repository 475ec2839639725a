// The same works by PouchDB: a folder, the server's address, then a file of JSON lines to begin with.
// Prints one JSON line a work: seconds, and the documents that were moved.
"use strict";
const fs = require("fs");
const path = require("path");
const PouchDB = require("pouchdb");

const [folder, address, file] = process.argv.slice(2);
const remote = () => new PouchDB(`${address}/region`);

async function timed(work, job) {
  const before = process.memoryUsage().rss;
  const start = process.hrtime.bigint();
  const moved = await job();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const memory = process.memoryUsage().rss - before;
  console.log(JSON.stringify({ work, seconds, moved, memory }));
}

async function seed() {
  const docs = fs.readFileSync(file, "utf8").split("\n").filter(Boolean).map(JSON.parse);
  const server = remote();
  for (let start = 0; start < docs.length; start += 1000) {
    await server.bulkDocs(docs.slice(start, start + 1000));
  }
  return docs;
}

async function main() {
  let docs;
  await timed("filling its server", async () => (docs = await seed()).length);
  const laptop = new PouchDB(path.join(folder, "laptop"));
  const down = () => laptop.replicate.from(remote(), { batch_size: 1000 });
  await timed("first download", async () => (await down()).docs_written);
  await timed("first look the other way", async () => (await laptop.sync(remote())).pull.docs_written);
  await timed("nothing to do", async () => (await laptop.sync(remote())).pull.docs_written);
  const evening = docs.slice(0, 25).map(({ _id, ...rest }, n) => ({ ...rest, _id: `new-${n}` }));
  for (const { _id } of docs.slice(0, 5)) {
    evening.push({ ...(await laptop.get(_id)), phone: "+33600000000" });
  }
  await laptop.bulkDocs(evening);
  await timed("evening push", async () => (await laptop.sync(remote())).push.docs_written);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
