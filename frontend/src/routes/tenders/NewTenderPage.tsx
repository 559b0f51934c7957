import { useSuspenseQuery } from "@tanstack/react-query";
import { useAct } from "../../api/act";
import { openingKeysQuery } from "../../api/opening";
import { useList } from "../../api/pages";
import { roundQuery, roundsQuery } from "../../api/rounds";
import { createTender } from "../../api/tenders";
import { categoriesText } from "../../text/categories";
import { rulesText } from "../../text/rules";
import { tendersText } from "../../text/tenders";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { EmptyState } from "../../ui/EmptyState";
import { PageHeader } from "../../ui/PageHeader";
import { ListEnd } from "../ListEnd";
import { ButtonLink, TextLink } from "../links";
import { newDraft } from "./draft";
import { newTenderRoute } from "./routes";
import { TenderForm } from "./TenderForm";
import "./Tenders.css";

/** Where an officer drafts a tender: first from which round, then the draft. */
export function NewTenderPage() {
  const { round } = newTenderRoute.useSearch();
  return round ? <Draft roundId={round} /> : <ChooseRound />;
}

function Way() {
  const text = useText(tendersText);
  return (
    <Breadcrumb>
      <TextLink to="/tenders">{text.title}</TextLink>
    </Breadcrumb>
  );
}

function Draft(props: { roundId: string }) {
  const text = useText(tendersText).form;
  const categories = useText(categoriesText);
  const { first: quality } = useText(rulesText).criteria;
  const { data: round } = useSuspenseQuery(roundQuery(props.roundId));
  const { data: keys } = useSuspenseQuery(openingKeysQuery);
  const create = useAct(createTender);
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={<Way />}
        title={text.newTitle}
        lead={text.newLead(`${round.number} ${round.title}`)}
      />
      {round.status === "frozen" || create.isSuccess ? (
        <TenderForm
          round={round}
          keys={keys}
          initial={newDraft(round, keys, { category: (category) => categories[category], quality })}
          onSave={(draft) => create.mutateAsync(draft)}
        />
      ) : (
        <Alert tone="warning" title={text.notFrozen} />
      )}
    </div>
  );
}

function ChooseRound() {
  const texts = useText(tendersText);
  const text = texts.form;
  const { items, end } = useList(roundsQuery);
  const frozen = items.filter(({ status }) => status === "frozen");
  return (
    <div className="ui-page">
      <PageHeader breadcrumb={<Way />} title={text.choose} lead={text.chooseLead} />
      {frozen.length === 0 ? (
        <EmptyState title={text.chooseEmpty} action={<ButtonLink to="/demand">{texts.toRounds}</ButtonLink>}>
          {text.chooseEmptyText}
        </EmptyState>
      ) : (
        <ul className="tender-rounds">
          {frozen.map(({ id, number, title }) => (
            <li key={id}>
              <TextLink to="/tenders/new" search={{ round: id }}>
                {number} {title}
              </TextLink>
            </li>
          ))}
        </ul>
      )}
      {end.hasMore && <ListEnd end={end} />}
    </div>
  );
}
