import { useAct } from "../../api/act";
import { answerDrill, beginDrill, type Drill } from "../../api/drill";
import { useMay } from "../../api/session";
import type { Tender } from "../../api/tenders";
import { fromBase64, toBase64 } from "../../lib/bytes";
import type { Identity } from "../../lib/sealing";
import { committeeText } from "../../text/committee";
import { refusalOf } from "../../text/problems";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Card } from "../../ui/Card";
import type { Refusal } from "../../ui/Form";
import { notify } from "../../ui/notify";
import { UnlockKey } from "./UnlockKey";
import { useDrill } from "./useDrill";

/** Whether the bids will be opened at all: the alarm for whoever can do something, the drill for whoever has a key. */
export function DrillPanel(props: { tender: Tender }) {
  const { tender } = props;
  const may = useMay();
  const drill = useDrill(tender);
  if (!drill) return null;
  const mine = drill.officers.find(({ me }) => me);
  return (
    <>
      {may("tender.cancel") && <Alarm drill={drill} />}
      {mine && !mine.provenAt && <Prove tender={tender} drill={drill} />}
    </>
  );
}

function Alarm(props: { drill: Drill }) {
  const { alarm, officers } = props.drill;
  const text = useText(committeeText).drill;
  if (alarm === "none") return null;
  const missing = officers
    .filter(({ provenAt }) => !provenAt)
    .map(({ person }) => person.name)
    .join(", ");
  if (alarm === "too-few")
    return (
      <Alert tone="danger" title={text.tooFew}>
        {text.tooFewText(missing)}
      </Alert>
    );
  return (
    <Alert tone="warning" title={text.someMissing}>
      {text.someMissingText(missing)}
    </Alert>
  );
}

/** Decrypts what the server sends and sends it back. */
function Prove(props: { tender: Tender; drill: Drill }) {
  const { tender, drill } = props;
  const text = useText(committeeText).drill;
  const begin = useAct(beginDrill);
  const answer = useAct(answerDrill);
  const me = drill.officers.find((officer) => officer.me)?.person.id;
  const recipient = tender.openingOfficers.find(({ person }) => person.id === me)?.recipient;
  const prove = async ({ secret }: Identity): Promise<Refusal | undefined> => {
    const { opened } = await import("../../lib/sealing");
    let broken = false;
    const refusal = await refusalOf(
      begin.mutateAsync(tender.id).then(async (challenge) => {
        const plain = await opened(fromBase64(challenge), secret);
        broken = plain === undefined;
        if (plain) await answer.mutateAsync({ tenderId: tender.id, answer: toBase64(plain) });
      }),
    );
    if (refusal) return refusal;
    if (broken) return { message: text.broken };
    notify("success", text.done);
    return undefined;
  };
  return (
    <Card title={text.title} surface>
      <p className="kern-body ui-text">{drill.stage === "publication" ? text.lead : text.leadAgain}</p>
      <UnlockKey recipient={recipient} act={text.act} onUnlocked={prove} />
    </Card>
  );
}
