import { useSuspenseQuery } from "@tanstack/react-query";
import { type JointCallOff, type JointShare, jointQuery } from "../../api/joints";
import { jointsText } from "../../text/joints";
import { shared } from "../../text/shared";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Badge } from "../../ui/Badge";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { DescriptionList } from "../../ui/DescriptionList";
import { Double } from "../../ui/Double";
import { PageHeader } from "../../ui/PageHeader";
import type { Column } from "../../ui/Table";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { JointBadge } from "./JointBadge";
import { OwnShare } from "./OwnShare";
import { jointRoute } from "./routes";
import { Derivations, ShareTable } from "./ShareTable";

/** A joint call-off: what is ordered, what each member bears of it and says to it. */
export function JointPage() {
  const text = useText(jointsText);
  const { common } = useText(shared);
  const format = useFormat();
  const { id } = jointRoute.useParams();
  const { data: joint } = useSuspenseQuery(jointQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/joint-call-offs">{text.title}</TextLink>
          </Breadcrumb>
        }
        title={text.one(joint.number)}
        badge={<JointBadge status={joint.status} />}
        lead={`${joint.framework.name} · ${joint.supplier.name}`}
      />
      {joint.lapsed && <Alert tone="info" title={text.lapsed(format.date(joint.lapsed))} />}
      {joint.shares.map((share) => (
        <OwnShare key={share.member.id} joint={joint} share={share} />
      ))}
      <DescriptionList
        facts={[
          [text.leader, joint.member.name],
          [text.key, text.keys[joint.key]],
          [text.agreeBy, `${format.date(joint.agreeBy)}. ${joint.goesOn ? text.goesOnYes : text.goesOnNo}`],
          [text.note, joint.note],
          [common.reason, joint.reason],
        ]}
      />
      <Shares joint={joint} />
      <Derivations shares={joint.shares.filter(({ gone }) => !gone)} />
      <ObjectHistory objectType="call-off" objectId={joint.id} />
    </div>
  );
}

const tones = { open: "info", agreed: "success", declined: "danger" } as const;

function Shares(props: { joint: JointCallOff }) {
  const { joint } = props;
  const text = useText(jointsText);
  const format = useFormat();
  const weight: Column<JointShare> = {
    key: "weight",
    header: text.weight,
    numeric: true,
    cell: ({ weight }) => format.number(weight ?? ""),
  };
  const consent: Column<JointShare> = {
    key: "consent",
    header: text.consent,
    cell: ({ consent, reason, decidedAt, decidedBy }) => (
      <Double
        first={<Badge tone={tones[consent]}>{text.consents[consent]}</Badge>}
        second={[decidedAt && format.instant(decidedAt), decidedBy, reason].filter(Boolean).join(" · ")}
      />
    ),
  };
  return (
    <ShareTable
      caption={text.shares}
      lines={joint.lines}
      total={joint.total}
      shares={joint.shares}
      before={joint.key === "weights" ? [weight] : []}
      after={[consent]}
    />
  );
}
