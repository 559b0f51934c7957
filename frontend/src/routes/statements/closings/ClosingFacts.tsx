import type { ReactNode } from "react";
import type { ClosingPreview } from "../../../api/closings";
import { closingsText } from "../../../text/closings";
import { useText } from "../../../text/text";
import { Alert } from "../../../ui/Alert";
import { DescriptionList } from "../../../ui/DescriptionList";
import { List } from "../../../ui/List";
import { useFormat } from "../../../ui/words";
import { TextLink } from "../../links";

/** How many of each are named. */
const most = 12;

/** What a closing would issue, and what is still open in its days. */
export function ClosingFacts(props: { preview: ClosingPreview }) {
  const { preview } = props;
  const text = useText(closingsText);
  const format = useFormat();
  const { drafts, costs, incomplete } = preview;
  const open = drafts.length + costs.length + incomplete.length > 0;
  return (
    <>
      <h3 className="kern-title">
        {text.preview(preview.from ? format.date(preview.from) : "", format.date(preview.through))}
      </h3>
      <DescriptionList
        columns
        facts={[
          [text.statements, format.number(preview.statements)],
          [text.total, format.money(preview.total)],
        ]}
      />
      {!open && (
        <Alert tone="success" title={text.ready}>
          {text.readyText}
        </Alert>
      )}
      {open && (
        <Alert tone="warning" title={text.open}>
          <p>{text.openText}</p>
          <Named title={text.drafts} count={drafts.length}>
            {drafts.slice(0, most).map(({ id, pool, from, to }) => (
              <li key={id}>
                <TextLink to="/costs/allocations/$id" params={{ id }}>
                  {pool.name}
                </TextLink>
                , {format.span(from, to)}
              </li>
            ))}
          </Named>
          <Named title={text.costs} count={costs.length}>
            {costs.slice(0, most).map(({ pool, text: what, net }) => (
              <li key={`${pool.id} ${what} ${net}`}>
                <TextLink to="/costs/$id/run" params={{ id: pool.id }}>
                  {pool.name}
                </TextLink>
                : {what}, {format.money(net)}
              </li>
            ))}
          </Named>
          <Named title={`${text.incomplete}. ${text.incompleteText}`} count={incomplete.length}>
            {incomplete.slice(0, most).map(({ id, name }) => (
              <li key={id}>
                <TextLink to="/members/$id" params={{ id }}>
                  {name}
                </TextLink>
              </li>
            ))}
          </Named>
        </Alert>
      )}
    </>
  );
}

function Named(props: { title: string; count: number; children: ReactNode }) {
  const { title, count, children } = props;
  const text = useText(closingsText);
  if (count === 0) return null;
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <List>
        {children}
        {count > most && <li>{text.incompleteMore(count - most)}</li>}
      </List>
    </>
  );
}
