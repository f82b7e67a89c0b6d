// The search's worker: fetches what a question needs, and answers the page; the thinking is engine.js's.
(() => {
  "use strict";
  importScripts("swedish.js", "vocabulary.js", "engine.js");
  let opened, open, latest;

  function start({ root, index }) {
    const get = async address => {
      const answer = await fetch(new URL(address, root));
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return answer.json();
    };
    open = async () => self.search.engine(await get(index), get);
    opened = open();
    opened.then(engine => engine.start()).catch(() => {}); // the question that needs it tells
  }
  async function answer(asked) {
    const engine = await (opened = opened.catch(open)); // what failed is tried again with the next question
    if (asked.type === "mark") return Object.assign({ type: "marked", id: asked.id }, engine.mark(asked.sentences, asked.wants));
    const found = await engine.search(asked, () => latest !== asked.id);
    return found && Object.assign({ type: "hits", id: asked.id }, found);
  }
  self.addEventListener("message", ({ data }) => {
    if (data.type === "start") return start(data);
    if (data.type === "search") latest = data.id;
    answer(data).then(found => found && self.postMessage(found), () => self.postMessage({ type: "failed", id: data.id }));
  });
})();
