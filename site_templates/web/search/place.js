// Where the scripts of the search are, and how one loads another. All are classic scripts: they work from a folder too.

export const HERE = document.currentScript.src;

const loading = new Map();

/** Loads the script `name` beside this one, once; rejects where it cannot be had or read. */
export function load(name) {
  if (!loading.has(name))
    loading.set(
      name,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(name, HERE).href;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(name); // so that the next try fetches again
          script.remove();
          reject(new Error(name));
        };
        document.head.append(script);
      }),
    );
  return loading.get(name);
}
