/** The worker that lays graphs out, from a file of the server or from the text that the page carries. */
export function layoutWorker(): Worker {
  const carried = document.getElementById("worker:layout")?.textContent;
  if (!carried) return new Worker("/page/layout.js");
  return new Worker(URL.createObjectURL(new Blob([carried], { type: "text/javascript" })));
}
