import type { ListEnd as End } from "../api/pages";
import { Problem } from "../api/problem";
import { sentenceOf } from "../text/problems";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Alert } from "../ui/Alert";
import { More } from "../ui/More";

/** The end of a list that comes in pages; a page that did not come says so here, where it was asked for. */
export function ListEnd(props: { end: End }) {
  const { error, ...more } = props.end;
  const { failure } = useText(shared);
  return (
    <>
      {error && (
        <Alert tone="danger" live title={error instanceof Problem ? sentenceOf(error) : failure.title} />
      )}
      <More {...more} />
    </>
  );
}
