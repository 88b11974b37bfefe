import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../../platform/network/api.ts';

/** Opens the installation page if the server still needs it: a site without any project may not be set up yet. */
export function useInstallationWhenEmpty(empty: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!empty) return;
    void call((api) => api.installation.status.query()).then((done) => {
      if (done.ok && done.value.needed) void navigate({ to: '/installation' });
    });
  }, [empty, navigate]);
}
