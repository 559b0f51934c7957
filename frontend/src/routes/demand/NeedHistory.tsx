import { useInfiniteQuery } from "@tanstack/react-query";
import { type Round, type RoundChange, roundChangesQuery } from "../../api/rounds";
import { demandText } from "../../text/demand";
import { useLanguage, useText } from "../../text/text";
import { unitName } from "../../text/units";
import { Alert } from "../../ui/Alert";
import { type Happening, History } from "../../ui/History";
import { Loader } from "../../ui/Loader";
import { More } from "../../ui/More";
import { useFormat } from "../../ui/words";

/** Every statement of a need that one may see, with what it replaced, its author and time. */
export function NeedHistory(props: { round: Round }) {
  const text = useText(demandText).changes;
  const changes = useInfiniteQuery(roundChangesQuery(props.round));
  const happening = useHappening();
  const items = changes.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="ui-section ui-no-print" aria-labelledby="changes">
      <h2 id="changes" className="kern-heading-medium">
        {text.title}
      </h2>
      {changes.isPending && <Loader />}
      {changes.isError && <Alert tone="danger" title={text.notLoaded} />}
      {changes.data && <History label={text.title} empty={text.empty} happenings={items.map(happening)} />}
      {changes.hasNextPage && (
        <More
          shown={items.length}
          hasMore
          loading={changes.isFetchingNextPage}
          onMore={() => changes.fetchNextPage()}
        />
      )}
    </section>
  );
}

function useHappening(): (change: RoundChange) => Happening {
  const text = useText(demandText).changes;
  const language = useLanguage();
  const format = useFormat();
  return (change) => {
    const quantity = (value: string) => format.quantity(value, unitName(change.unit, value, language));
    const volume = (firm: string, tolerance: string) => text.volume(quantity(firm), format.number(tolerance));
    return {
      id: change.id,
      at: change.at,
      who: `${change.by}, ${change.memberName}`,
      what: text.stated(change.item, volume(change.firm, change.tolerance)),
      details:
        change.wasFirm !== undefined && text.before(volume(change.wasFirm, change.wasTolerance ?? "0")),
    };
  };
}
