import { useInfiniteQuery } from "@tanstack/react-query";
import { type Event, eventsQuery } from "../api/events";
import { useMay } from "../api/session";
import { actorName, eventName, eventsText } from "../text/events";
import { sentenceOfCode } from "../text/faults";
import { shared } from "../text/shared";
import { useText } from "../text/text";
import { Alert } from "../ui/Alert";
import { type Happening, History } from "../ui/History";
import { Loader } from "../ui/Loader";
import { More } from "../ui/More";

/** What happened to an object, refused attempts too, for those who may read events. */
export function ObjectHistory(props: { objectType: string; objectId: string }) {
  const may = useMay();
  if (!may("event.read")) return null;
  return <Events {...props} />;
}

function Events(props: { objectType: string; objectId: string }) {
  const { history, historyEmpty } = useText(shared).common;
  const text = useText(eventsText);
  const events = useInfiniteQuery(eventsQuery(props));
  const items = events.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="ui-section ui-no-print" aria-labelledby="history">
      <h2 id="history" className="kern-heading-medium">
        {history}
      </h2>
      {events.isPending && <Loader />}
      {events.isError && <Alert tone="danger" title={text.notLoaded} />}
      {events.data && (
        <History
          label={history}
          empty={historyEmpty}
          happenings={items.map((event) => happening(event, text))}
        />
      )}
      {events.hasNextPage && (
        <More
          shown={items.length}
          hasMore
          loading={events.isFetchingNextPage}
          onMore={() => events.fetchNextPage()}
        />
      )}
    </section>
  );
}

function happening(event: Event, text: (typeof eventsText)["de"]): Happening {
  return {
    id: event.id,
    at: event.at,
    who: actorName(event, text),
    what: eventName(event, text),
    refused: event.refused,
    details: event.refused
      ? event.faultCode && text.because(sentenceOfCode(event.faultCode, event.details))
      : event.details.reason && `„${event.details.reason}“`,
  };
}
