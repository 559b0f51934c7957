import { useSuspenseQuery } from "@tanstack/react-query";
import { type Statement, statementQuery } from "../../api/statements";
import { shared } from "../../text/shared";
import { statementsText } from "../../text/statements";
import { useText } from "../../text/text";
import { Alert } from "../../ui/Alert";
import { Breadcrumb } from "../../ui/Breadcrumb";
import { Button } from "../../ui/Button";
import { PageHeader } from "../../ui/PageHeader";
import { useFormat } from "../../ui/words";
import { TextLink } from "../links";
import { ObjectHistory } from "../ObjectHistory";
import { Downloads } from "./Downloads";
import { statementRoute } from "./routes";
import { StatementActions } from "./StatementActions";
import { StatementBadge } from "./StatementBadge";
import { StatementDocument } from "./StatementDocument";
import "./Statements.css";

/** One statement: the document, its forms to take along, and what can be done with it. */
export function StatementPage() {
  const text = useText(statementsText);
  const { navigation } = useText(shared);
  const format = useFormat();
  const { id } = statementRoute.useParams();
  const { data: statement } = useSuspenseQuery(statementQuery(id));
  return (
    <div className="ui-page">
      <PageHeader
        breadcrumb={
          <Breadcrumb>
            <TextLink to="/statements">{navigation.statements}</TextLink>
          </Breadcrumb>
        }
        title={text.one(text.kinds[statement.kind], statement.number)}
        badge={<StatementBadge status={statement.status} />}
        lead={`${statement.member.name} · ${format.span(statement.from, statement.to)}`}
        actions={
          <Button variant="tertiary" onClick={() => window.print()}>
            {text.print}
          </Button>
        }
      />
      <Counterpart statement={statement} />
      <div className="statement-acts ui-no-print">
        <StatementActions statement={statement} />
        <Downloads statement={statement} />
      </div>
      <StatementDocument statement={statement} />
      <ObjectHistory objectType="statement" objectId={statement.id} />
    </div>
  );
}

/** The credit note of a statement, or the statement of a credit note. */
function Counterpart(props: { statement: Statement }) {
  const { credits, creditedBy, reason } = props.statement;
  const text = useText(statementsText);
  const other = credits ?? creditedBy;
  if (!other) return null;
  return (
    <Alert tone="info" title={credits ? text.credits : text.creditedBy}>
      <TextLink to="/statements/$id" params={{ id: other.id }}>
        {other.name}
      </TextLink>
      {reason && (
        <p>
          {text.reason}: {reason}
        </p>
      )}
    </Alert>
  );
}
