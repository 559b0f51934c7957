import { useSuspenseQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { openingKeysQuery } from "../../api/opening";
import { roundQuery } from "../../api/rounds";
import { reviseTender, tenderQuery } from "../../api/tenders";
import { rulesText } from "../../text/rules";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { PageHeader } from "../../ui/PageHeader";
import { TextLink } from "../links";
import { draftOf } from "./draft";
import { editTenderRoute } from "./routes";
import { TenderForm } from "./TenderForm";
import "./Tenders.css";

/** Where an officer revises a draft. */
export function EditTenderPage() {
  const text = useText(tendersText);
  const { first: quality } = useText(rulesText).criteria;
  const { id } = editTenderRoute.useParams();
  const { data: tender } = useSuspenseQuery(tenderQuery(id));
  const { data: round } = useSuspenseQuery(roundQuery(tender.round?.id ?? ""));
  const { data: keys } = useSuspenseQuery(openingKeysQuery);
  const revise = useAct(reviseTender);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/tenders">{text.title}</TextLink>
            <TextLink to="/tenders/$id" params={{ id }}>
              {tender.number}
            </TextLink>
          </Breadcrumb>
        }
        title={text.form.editTitle(tender.number)}
        lead={text.form.newLead(tender.round?.name ?? "")}
      />
      <TenderForm
        round={round}
        keys={keys}
        initial={draftOf(tender, round, { quality })}
        tender={tender}
        onSave={(draft) => revise.mutateAsync({ id, version: tender.version, draft })}
      />
    </div>
  );
}
