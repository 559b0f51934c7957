import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { accountsRoutes } from "./routes/accounts/routes";
import { auditRoutes } from "./routes/audit/routes";
import { basketRoutes } from "./routes/basket/routes";
import { callOffsRoutes } from "./routes/call-offs/routes";
import { capacityRoutes } from "./routes/capacity/routes";
import { contractsRoutes } from "./routes/contracts/routes";
import { costsRoutes } from "./routes/costs/routes";
import { demandRoutes } from "./routes/demand/routes";
import { FailurePage } from "./routes/FailurePage";
import { frameworksRoutes } from "./routes/frameworks/routes";
import { jointCallOffsRoutes } from "./routes/joint-call-offs/routes";
import { keysRoutes } from "./routes/keys/routes";
import { lawRoutes } from "./routes/law/routes";
import { listsRoutes } from "./routes/lists/routes";
import { marketplaceRoutes } from "./routes/marketplace/routes";
import { membersRoutes } from "./routes/members/routes";
import { NotFoundPage } from "./routes/NotFoundPage";
import { rootRoute, signedInRoute } from "./routes/root";
import { settingsRoutes } from "./routes/settings/routes";
import { signInRoute } from "./routes/sign-in/routes";
import { standingOrdersRoutes } from "./routes/standing-orders/routes";
import { statementsRoutes } from "./routes/statements/routes";
import { signupRoutes, suppliersRoutes } from "./routes/suppliers/routes";
import { tendersRoutes } from "./routes/tenders/routes";
import { todoRoutes } from "./routes/todo/routes";
import { Loader } from "./ui/Loader";

const tree = rootRoute.addChildren([
  signInRoute,
  ...signupRoutes,
  signedInRoute.addChildren([
    // One line an area; its routes stand in its own folder.
    ...accountsRoutes,
    ...auditRoutes,
    ...basketRoutes,
    ...callOffsRoutes,
    ...capacityRoutes,
    ...contractsRoutes,
    ...costsRoutes,
    ...demandRoutes,
    ...frameworksRoutes,
    ...jointCallOffsRoutes,
    ...standingOrdersRoutes,
    ...keysRoutes,
    ...lawRoutes,
    ...listsRoutes,
    ...marketplaceRoutes,
    ...membersRoutes,
    ...suppliersRoutes,
    ...settingsRoutes,
    ...statementsRoutes,
    ...tendersRoutes,
    ...todoRoutes,
  ]),
]);

/** The pages by their addresses. */
export function newRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0, // the query cache decides what is fresh
    defaultErrorComponent: FailurePage,
    defaultNotFoundComponent: NotFoundPage,
    defaultPendingComponent: Loader,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof newRouter>;
  }
}
