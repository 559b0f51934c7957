import { useState } from "react";
import { useAct } from "../../api/act";
import { type Opening, releaseShares } from "../../api/opening";
import type { Tender } from "../../api/tenders";
import type { Identity } from "../../lib/sealing";
import { openingText } from "../../text/opening";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Button, ButtonRow } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Checkbox } from "../../ui/Checks";
import { Disclosure } from "../../ui/Disclosure";
import { Form } from "../../ui/Form";
import { useFields } from "../../ui/fields";
import { notify } from "../../ui/notify";
import { Table } from "../../ui/Table";
import { useArrival } from "../../ui/useArrival";
import { WorkBar } from "../../ui/WorkBar";
import { ConfirmDialog } from "../ConfirmDialog";
import { partOf } from "./ceremonies";
import { lostReleases, type OpenedEnvelope, openEnvelopes, releasesOf, unreadable } from "./envelopes";
import { UnlockKey } from "./UnlockKey";

interface CeremonyProps {
  opening: Opening;
  tender: Tender;
  /** The officer signed in, who has not released yet. */
  officer: Opening["officers"][number];
}

/** One officer's step: unlock the key in this browser, open the own envelopes, check them, release the shares. */
export function Ceremony(props: CeremonyProps) {
  const { opening } = props;
  const text = useText(openingText).turn;
  const [results, setResults] = useState<OpenedEnvelope[]>();
  const bids = opening.bidCount;
  const more = opening.phase === "more";
  return (
    <Card title={more ? text.moreTitle : text.title} surface>
      <div className="opening-turn ui-text">
        {more && <p>{text.moreText}</p>}
        <p>
          {bids === 0
            ? text.none
            : `${text.count(bids)} ${text[opening.phase === "first" ? "first" : "second"]}`}
        </p>
        {bids > 0 && opening.phase === "second" && <p>{text.opens[partOf(props.tender, opening.kind)]}</p>}
      </div>
      {results ? (
        <Release {...props} results={results} onAgain={() => setResults(undefined)} />
      ) : bids === 0 ? (
        <Release {...props} results={[]} />
      ) : (
        <Open {...props} onOpened={setResults} />
      )}
    </Card>
  );
}

/** Opens the envelopes one after the other; whoever has no key any more says so. */
function Open(props: CeremonyProps & { onOpened: (results: OpenedEnvelope[]) => void }) {
  const { opening, tender, officer, onOpened } = props;
  const text = useText(openingText).turn;
  const [done, setDone] = useState<number>();
  const all = opening.envelopes.length;
  const open = async ({ secret }: Identity) => {
    setDone(0);
    const { openShare } = await import("../../lib/shares");
    const results = await openEnvelopes(
      opening.envelopes,
      (envelope) =>
        openShare({
          ...envelope,
          tender: tender.id,
          committee: tender.committeeHash ?? "",
          officer: officer.person.id,
          secret,
        }),
      setDone,
    ).finally(() => setDone(undefined));
    onOpened(results);
    return undefined;
  };
  return (
    <UnlockKey
      recipient={officer.recipient}
      act={text.open}
      onUnlocked={open}
      {...(done !== undefined && {
        progress: <WorkBar label={text.progress} now={text.opening(done, all)} {...{ done, all }} />,
      })}
    >
      <LostKey {...props} />
    </UnlockKey>
  );
}

/** For an officer whose key is gone: the others may be enough. */
function LostKey(props: CeremonyProps) {
  const { opening } = props;
  const text = useText(openingText).lost;
  const release = useRelease(opening, text.stated);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="tertiary" onClick={() => setAsking(true)}>
        {text.act}
      </Button>
      <ConfirmDialog
        open={asking}
        title={text.title}
        act={text.confirm}
        onClose={() => setAsking(false)}
        onAct={() => release(lostReleases(opening.envelopes))}
      >
        <p className="kern-body">{text.text}</p>
        <p className="kern-body">{text.enough}</p>
      </ConfirmDialog>
    </>
  );
}

/** Hands the releases over and says what came of it: in these words while others are waited for. */
function useRelease(opening: Opening, handedOver: string) {
  const text = useText(openingText).turn;
  const release = useAct(releaseShares);
  const { tenderId, kind } = opening;
  return async (releases: ReturnType<typeof releasesOf>) => {
    const { phase } = await release.mutateAsync({ tenderId, kind, releases });
    notify("success", phase === "second" || phase === "more" ? handedOver : text.opened);
  };
}

/** Shows what came out of the envelopes and hands it over, once what is unreadable is confirmed. */
function Release(props: CeremonyProps & { results: readonly OpenedEnvelope[]; onAgain?: () => void }) {
  const { opening, results, onAgain } = props;
  const text = useText(openingText).turn;
  const release = useRelease(opening, text.released);
  const form = useFields({ confirmed: false });
  const arrival = useArrival<HTMLDivElement>();
  const lost = unreadable(results).length;
  return (
    <Form form={form} onSubmit={() => refusalOf(release(releasesOf(results)))}>
      {results.length > 0 && (
        <div ref={arrival} tabIndex={-1} className="opening-results">
          {lost > 0 ? (
            <Alert tone="warning" live title={text.unreadable(lost, results.length)}>
              {text.unreadableText}
            </Alert>
          ) : (
            <Alert tone="success" live title={text.fine(results.length)}>
              {text.fineText}
            </Alert>
          )}
          <Disclosure title={text.details} open={lost > 0}>
            <Results results={results} />
          </Disclosure>
        </div>
      )}
      {lost > 0 && (
        <Checkbox
          {...form.flag("confirmed", text.confirm, {
            check: (confirmed) => (confirmed ? undefined : text.confirmMissing),
          })}
        />
      )}
      <ButtonRow>
        <Button type="submit" variant="primary" busy={form.hook.formState.isSubmitting}>
          {text.release}
        </Button>
        {onAgain && <Button onClick={onAgain}>{text.again}</Button>}
      </ButtonRow>
    </Form>
  );
}

function Results(props: { results: readonly OpenedEnvelope[] }) {
  const text = useText(openingText).turn;
  return (
    <Table
      caption={text.results}
      captionHidden
      rows={props.results}
      rowKey={({ envelope }) => envelope.bidId}
      columns={[
        { key: "bidder", header: text.bidder, cell: ({ envelope }) => envelope.bidder },
        {
          key: "result",
          header: text.result,
          cell: ({ outcome }) => (
            <Badge tone={outcome === "fine" ? "success" : "danger"}>{text.outcomes[outcome]}</Badge>
          ),
        },
        {
          key: "hash",
          header: text.hash,
          cell: ({ envelope }) => <span className="ui-code opening-hash">{envelope.shareHash}</span>,
        },
      ]}
    />
  );
}
