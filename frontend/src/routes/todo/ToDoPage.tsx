import { useText } from "../../text/text";
import { todoText } from "../../text/todo";
import { PageHeader } from "../../ui/PageHeader";

/** The start of /. */
export function ToDoPage() {
  const text = useText(todoText);
  return (
    <div className="ui-page">
      <PageHeader title={text.title} lead={text.lead} />
    </div>
  );
}
