import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { type Event, type EventFilter, eventsQuery } from "../../api/events";
import { useList } from "../../api/pages";
import { auditText } from "../../text/audit";
import { actorName, eventName, eventsText } from "../../text/events";
import { sentenceOfCode } from "../../text/faults";
import { useText } from "../../text/text";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Double } from "../../ui/Double";
import { EmptyState } from "../../ui/EmptyState";
import { Select } from "../../ui/Select";
import { type Column, Table } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { ListEnd } from "../ListEnd";
import { ObjectLink } from "../objects";
import "./EventList.css";
import { EventDetails } from "./EventDetails";
import { auditRoute } from "./routes";

/** The kinds of objects one can filter by. */
const objectTypes = [
  "round",
  "tender",
  "framework",
  "call-off",
  "cost-pool",
  "allocation",
  "member",
  "opening-key",
  "cooperative",
] as const;

/** The events one may see, the newest first, of one kind of object or of one object. */
export function EventList() {
  const text = useText(auditText);
  const names = useText(eventsText).objects;
  const search = auditRoute.useSearch();
  const navigate = useNavigate();
  const { items, end } = useList(eventsQuery(search));
  const [shown, setShown] = useState<Event>();
  const show = (filter: EventFilter) => navigate({ to: "/audit", search: filter, resetScroll: false });
  return (
    <div className="ui-section">
      <h2 className="kern-heading-medium">{text.list}</h2>
      <div className="event-filter">
        <Select
          label={text.object}
          empty={text.allObjects}
          choices={objectTypes.map((value) => ({ value, label: names[value] ?? value }))}
          value={search.objectType ?? ""}
          onChange={(objectType) => show(objectType ? { objectType } : {})}
        />
        {search.objectId && (
          <Button icon="close" onClick={() => show({})}>
            {text.showAll}
          </Button>
        )}
      </div>
      <Table
        caption={search.objectId ? text.onlyObject : text.list}
        captionHidden
        columns={useColumns(setShown, show)}
        rows={items}
        rowKey={({ id }) => id}
        empty={<EmptyState title={text.empty}>{text.emptyText}</EmptyState>}
      />
      {items.length > 0 && <ListEnd end={end} />}
      <EventDetails event={shown} onClose={() => setShown(undefined)} />
    </div>
  );
}

function useColumns(
  onDetails: (event: Event) => void,
  onObject: (filter: EventFilter) => void,
): Column<Event>[] {
  const text = useText(auditText);
  const words = useText(eventsText);
  const format = useFormat();
  return [
    {
      key: "when",
      header: text.when,
      cell: ({ at }) => <span className="ui-figures">{format.instant(at)}</span>,
    },
    {
      key: "what",
      header: text.what,
      rowHeader: true,
      cell: (event) =>
        event.refused ? (
          <Double
            first={
              <>
                {words.acts[event.action] ?? event.action} <Badge tone="danger">{text.refused}</Badge>
              </>
            }
            second={event.faultCode && sentenceOfCode(event.faultCode, event.details)}
          />
        ) : (
          <Double first={eventName(event, words)} second={event.details.reason} />
        ),
    },
    {
      key: "about",
      header: text.about,
      cell: ({ objectType, objectId, objectName }) => (
        <Double
          first={
            <ObjectLink type={objectType} id={objectId}>
              <span className="event-object">{objectName || words.objects[objectType] || objectType}</span>
            </ObjectLink>
          }
          second={objectName && (words.objects[objectType] ?? objectType)}
        />
      ),
    },
    { key: "who", header: text.who, cell: (event) => actorName(event, words) },
    {
      key: "sequence",
      header: text.sequence,
      numeric: true,
      cell: ({ sequence }) => (sequence === undefined ? "–" : format.number(sequence)),
    },
    {
      key: "details",
      header: text.details,
      action: true,
      cell: (event) => (
        <span className="event-actions">
          <Button variant="tertiary" small icon="info" iconOnly onClick={() => onDetails(event)}>
            {text.detailsOf(eventName(event, words))}
          </Button>
          {event.objectId && (
            <Button
              variant="tertiary"
              small
              icon="checklist"
              iconOnly
              onClick={() => onObject({ objectType: event.objectType, objectId: event.objectId })}
            >
              {text.historyOf(event.objectName || event.objectType)}
            </Button>
          )}
        </span>
      ),
    },
  ];
}
